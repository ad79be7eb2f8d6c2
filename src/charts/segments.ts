import { select } from 'd3';
import { setAttributes } from './attributes.ts';

/** A straight line. `class` is one of the strokes of the style sheet: ax, gr, hair, thin s-kl … */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly class: string;
  readonly style?: string;
}

export function segments(group: SVGGElement, data: readonly Segment[]): void {
  select(group)
    .selectChildren<SVGLineElement, Segment>('line')
    .data(data)
    .join('line')
    .each(function (d) {
      setAttributes(this as Element, {
        x1: d.x1,
        y1: d.y1,
        x2: d.x2,
        y2: d.y2,
        class: d.class,
        style: d.style ?? null,
      });
    });
}
