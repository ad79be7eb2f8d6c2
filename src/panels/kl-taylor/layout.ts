import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import type { Family, Taylor } from './quantities.ts';

/** One row of the figure: KL, its slope or its curvature, over the same line. */
export interface Row {
  readonly y: ScaleLinear<number, number>;
  readonly top: number;
  readonly bottom: number;
}

/** Where things stand, in px. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  /** Where the axis of t ends and the names begin. */
  readonly right: number;
  readonly x: ScaleLinear<number, number>;
  readonly rows: { readonly value: Row; readonly slope: Row; readonly curvature: Row };
}

/** Ends of the axes at zoom 1: KL, slope either way, curvature. */
const ENDS: Readonly<Record<Family, readonly [kl: number, slope: number, curvature: number]>> = {
  sigmoid: [1, 0.8, 0.3],
  categorical: [1, 0.8, 0.45],
  gaussian: [2, 4, 6],
};

export function layoutOf({ width, height, u, em }: Frame, { state, zoom, reach }: Taylor): Layout {
  const narrow = width < 480 * u;
  const left = (narrow ? 38 : 46) * u;
  const right = width - em * (narrow ? 5.4 : 8.8);
  const foot = height - em - 18 * u;
  const gap = em * 2;
  const head = em * 1.7;
  const tall = foot - head - 2 * gap;
  const [kl, slope, curvature] = ENDS[state.family];
  const row = (top: number, share: number, domain: readonly [number, number]): Row => {
    const bottom = top + tall * share;
    return { y: scaleLinear(domain, [bottom, top]), top, bottom };
  };
  // nearer by z a parabola looks the same once its axis ends nearer by z², its slope by z
  const value = row(head, 0.54, [0, kl / zoom ** 2]);
  const middle = row(value.bottom + gap, 0.24, [-slope / zoom, slope / zoom]);
  return {
    u,
    em,
    narrow,
    left,
    right,
    x: scaleLinear([-reach, reach], [left, right]),
    rows: { value, slope: middle, curvature: row(middle.bottom + gap, 0.22, [0, curvature]) },
  };
}

/** Where a value stands in its row; beyond the scale, at its edge. */
export const inside = ({ y, top, bottom }: Row, value: number): number => Math.max(top, Math.min(bottom, y(value)));
