import { line, select } from 'd3';
import { setAttributes } from './attributes.ts';
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
    .each(function (d) {
      setAttributes(this as Element, { d: d.d, class: d.class, style: d.style ?? null });
    });
}

const polyline = line<Point>().digits(1);

/** Path data of a polyline; empty for no points. */
export function pathOf(points: readonly Point[]): string {
  return polyline(points) ?? '';
}
