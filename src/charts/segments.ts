import { select } from 'd3';

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
    .attr('x1', (d) => d.x1)
    .attr('y1', (d) => d.y1)
    .attr('x2', (d) => d.x2)
    .attr('y2', (d) => d.y2)
    .attr('class', (d) => d.class)
    .attr('style', (d) => d.style ?? null);
}
