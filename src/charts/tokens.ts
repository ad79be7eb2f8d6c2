/** The design tokens as numbers and colours, read from CSS once and again after each change of theme or size. */

const cache = new Map<string, string>();
const listeners = new Set<() => void>();
let observing = false;

/** A custom property of the root element, such as `--kl`, resolved for the present theme. */
export function token(name: string): string {
  observe();
  let value = cache.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    cache.set(name, value);
  }
  return value;
}

/** A length token in px: `px('--fs-tick')`. A token that refers to another one is resolved by the browser. */
export function px(name: string): number {
  return Number.parseFloat(token(name)) || 0;
}

/** A dash token as canvas and SVG take it: `--dash: 4 3` is [4, 3]. */
export function dash(): number[] {
  return token('--dash')
    .split(/[\s,]+/)
    .map(Number);
}

/** Calls `listener` after the theme, the view or the system's preference has changed. Returns its undoing. */
export function onThemeChange(listener: () => void): () => void {
  observe();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Forgets what was read: media queries may answer differently at another size. */
export function forgetTokens(): void {
  cache.clear();
}

function observe(): void {
  if (observing) return;
  observing = true;
  const changed = () => {
    forgetTokens();
    for (const listener of listeners) listener();
  };
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-view', 'class', 'style'],
  });
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(pointer: coarse)'])
    matchMedia(query).addEventListener('change', changed);
}
