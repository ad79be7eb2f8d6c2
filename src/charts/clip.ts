import { select } from 'd3';
import { layer } from './layer.ts';

export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const names = new WeakMap<SVGGElement, string>();
let made = 0;

/** The layer of that name, of which only what lies in the room is seen: for curves that leave their axes. */
export function clippedLayer(parent: SVGElement, name: string, { x, y, width, height }: Room): SVGGElement {
  const group = layer(parent, name);
  let id = names.get(group);
  if (!id) {
    // unique in the page, and so in a file that holds several figures
    made += 1;
    id = `clip-${made}`;
    names.set(group, id);
    group.setAttribute('clip-path', `url(#${id})`);
    select(group).append('clipPath').attr('id', id).append('rect');
  }
  select(group)
    .select('clipPath rect')
    .attr('x', x)
    .attr('y', y)
    .attr('width', Math.max(0, width))
    .attr('height', Math.max(0, height));
  return group;
}
