import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3';
import type { Frame } from '../../../charts/figure.ts';
import { findEnvironment } from '../../../engine/envs/index.ts';
import { STEP_SIZES } from '../runs.ts';

/** Where things stand, in px. Axes never move while runs end. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Step size: Adam's rate, or δ. */
  readonly x: ScaleLogarithmic<number, number>;
  /** Return after training. */
  readonly y: ScaleLinear<number, number>;
  /** Between the marks of neighbouring algorithms, so that none hides another. */
  readonly aside: number;
}

export function layoutOf({ width, height, u, em }: Frame, env: string): Layout {
  const narrow = width < 560 * u;
  const left = em * (narrow ? 3.2 : 4);
  const right = width - (narrow ? em * 4.4 : em * 7);
  const top = em * 2.4;
  const bottom = height - em * 3.4;
  // half a step of the grid at either end, where marks stand aside
  const inset = ((right - left) / STEP_SIZES.length) * 0.4;
  return {
    u,
    em,
    narrow,
    left,
    right,
    top,
    bottom,
    x: scaleLog([STEP_SIZES[0]!, STEP_SIZES.at(-1)!], [left + inset, right - inset]),
    y: scaleLinear(findEnvironment(env).returnRange, [bottom, top]).nice(4),
    aside: (narrow ? 2.5 : 7) * u,
  };
}
