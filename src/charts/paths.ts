import { line, select } from 'd3';
import type { Point } from './decimate.ts';

/** A path from ready-made path data. */
export interface Path {
  readonly d: string;
  readonly class: string;
  readonly style?: string;
}

export function paths(group: SVGGElement, data: readonly Path[]): void {
  select(group)
    .selectChildren<SVGPathElement, Path>('path')
    .data(data)
    .join('path')
    .attr('d', (d) => d.d)
    .attr('class', (d) => d.class)
    .attr('style', (d) => d.style ?? null);
}

const polyline = line<Point>().digits(1);

/** Path data of a polyline; empty for no points. */
export function pathOf(points: readonly Point[]): string {
  return polyline(points) ?? '';
}
