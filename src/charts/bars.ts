import { select } from 'd3';

/** An upright rectangle, in px; a negative size counts as none. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly class: string;
  readonly style?: string;
}

export function bars(group: SVGGElement, data: readonly Bar[]): void {
  select(group)
    .selectChildren<SVGRectElement, Bar>('rect')
    .data(data)
    .join('rect')
    .attr('x', (d) => d.x)
    .attr('y', (d) => d.y)
    .attr('width', (d) => Math.max(0, d.width))
    .attr('height', (d) => Math.max(0, d.height))
    .attr('class', (d) => d.class)
    .attr('style', (d) => d.style ?? null);
}
