import { select } from 'd3';

/** A disc: filled for a sample, hollow (`f-paper` with a stroke) for an evaluation or a candidate. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly class: string;
  readonly style?: string;
}

export function dots(group: SVGGElement, data: readonly Dot[]): void {
  select(group)
    .selectChildren<SVGCircleElement, Dot>('circle')
    .data(data)
    .join('circle')
    .attr('cx', (d) => d.x)
    .attr('cy', (d) => d.y)
    .attr('r', (d) => d.r)
    .attr('class', (d) => d.class)
    .attr('style', (d) => d.style ?? null);
}
