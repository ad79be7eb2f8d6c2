import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import { END, LIMIT } from './heights.ts';

/** Where things stand, in px: Q over the action, and below it the policy over the same axis. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  /** The action, shared by both. */
  readonly x: ScaleLinear<number, number>;
  /** Q. */
  readonly y: ScaleLinear<number, number>;
  /** θ. */
  readonly theta: ScaleLinear<number, number>;
}

/** θ in the figure; an ascent may go farther, and is then cut at the edge. */
export const THETAS = [-3.2, 3.2] as const;

export function layoutOf({ width, height, u, em }: Frame): Layout {
  const narrow = width < 520 * u;
  const [left, right] = [38 * u, width - (narrow ? 44 : 74) * u];
  const room = height - em * 7.4;
  const top = em * 2.6;
  const middle = top + room * 0.66;
  return {
    u,
    em,
    narrow,
    left,
    right,
    x: scaleLinear([-LIMIT, LIMIT], [left + 8 * u, right - 8 * u]),
    y: scaleLinear([-END, END], [middle, top]),
    theta: scaleLinear(THETAS, [height - em * 2.3, middle + em * 2.5]).clamp(true),
  };
}
