const SVG = 'http://www.w3.org/2000/svg';

/**
 * The group of that name inside `parent`, made on first use. A figure draws into the same layers every time, so a redraw
 * moves nodes instead of making them, focus survives, and the order of first use is the order of painting.
 */
export function layer(parent: SVGElement, name: string): SVGGElement {
  for (const child of parent.children) if (child instanceof SVGGElement && child.dataset.layer === name) return child;
  const group = document.createElementNS(SVG, 'g');
  group.dataset.layer = name;
  parent.append(group);
  return group;
}
