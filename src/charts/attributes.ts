/** Attributes of an element; null removes one. What is there already is left alone: writing it again would cost a layout. */
export function setAttributes(node: Element, values: Readonly<Record<string, string | number | null>>): void {
  for (const [name, value] of Object.entries(values)) {
    const text = value === null ? null : String(value);
    if (node.getAttribute(name) === text) continue;
    if (text === null) node.removeAttribute(name);
    else node.setAttribute(name, text);
  }
}
