import { select } from 'd3';
import { setAttributes } from './attributes.ts';

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
    .each(function (d) {
      setAttributes(this as Element, { cx: d.x, cy: d.y, r: d.r, class: d.class, style: d.style ?? null });
    });
}
