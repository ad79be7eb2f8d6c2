import { layer } from './layer.ts';

/**
 * The layer of that name, drawn again only when `key` has changed: for what stands still while something else is dragged.
 * The key names all that the drawing depends on, the figure's size among it.
 */
export function keptLayer(parent: SVGElement, name: string, key: string, draw: (group: SVGGElement) => void): void {
  const group = layer(parent, name);
  if (group.dataset.key === key) return;
  group.dataset.key = key;
  draw(group);
}
