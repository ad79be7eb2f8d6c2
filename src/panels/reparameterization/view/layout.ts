import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../../charts/figure.ts';
import { density } from '../../../exact/gaussian.ts';
import type { Quantities } from '../quantities.ts';

/** From the noise at the foot, up the fan to the actions, and on to f: where things stand in the figure on the left. */
export interface Layout {
  /** Actions, the whole width; a unit of z is as wide. */
  readonly a: ScaleLinear<number, number>;
  readonly z: ScaleLinear<number, number>;
  /** f. */
  readonly y: ScaleLinear<number, number>;
  /** Density of the policy, above the action axis. */
  readonly p: ScaleLinear<number, number>;
  /** Density of the noise, above its axis. */
  readonly q: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  /** Px of an arrow for a gradient of 1. */
  readonly perUnit: number;
  readonly narrow: boolean;
}

/** The axes of actions and of noise. */
export const A_END = 6;
export const Z_END = 3;

export function layoutOf({ width, height, u, em }: Frame, { state }: Quantities): Layout {
  const narrow = width < 500 * u;
  const [left, right] = [34 * u, width - 10 * u];
  const a = scaleLinear([-A_END, A_END], [left, right]);
  const foot = height - em * 1.05 - 10 * u;
  const actions = height * 0.62;
  const rewardFoot = height * 0.4;
  return {
    a,
    z: scaleLinear([-Z_END, Z_END], [a(-Z_END), a(Z_END)]),
    y: scaleLinear([-4, 4], [rewardFoot, em * 1.9]),
    p: scaleLinear([0, Math.max(0.6, density({ mean: 0, sigma: state.sigma }, 0))], [actions, rewardFoot + em * 2]),
    q: scaleLinear([0, 0.4], [foot, foot - height * 0.1]),
    left,
    right,
    perUnit: (narrow ? 16 : 30) * u,
    narrow,
  };
}
