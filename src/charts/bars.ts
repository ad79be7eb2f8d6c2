import { select } from 'd3';
import { setAttributes } from './attributes.ts';

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
    .each(function (d) {
      setAttributes(this as Element, {
        x: d.x,
        y: d.y,
        width: Math.max(0, d.width),
        height: Math.max(0, d.height),
        class: d.class,
        style: d.style ?? null,
      });
    });
}
