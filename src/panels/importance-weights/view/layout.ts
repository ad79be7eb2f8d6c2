import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3';
import type { Frame } from '../../../charts/figure.ts';
import { density } from '../../../exact/gaussian.ts';
import type { Quantities } from '../quantities.ts';

/** One axis of actions: ratios above, the two policies in the middle, what the batches estimate at the foot. */
export interface Layout {
  readonly a: ScaleLinear<number, number>;
  /** Ratios, on a logarithmic axis. */
  readonly r: ScaleLogarithmic<number, number>;
  readonly p: ScaleLinear<number, number>;
  /** Middles of the rows of estimates. */
  readonly ordinaryRow: number;
  readonly weightedRow: number;
  readonly foot: number;
  readonly left: number;
  readonly right: number;
  readonly narrow: boolean;
}

export const A_END = 4;
export const RATIO_END = 100;

export function layoutOf({ width, height, u, em }: Frame, { before, after }: Quantities): Layout {
  const narrow = width < 440 * u;
  const [left, right] = [40 * u, width - 10 * u];
  const foot = height - em * 1.05 - 10 * u;
  const peak = Math.max(0.5, density(before, before.mean), density(after, after.mean));
  const policies = height * 0.63;
  const rows = foot - policies - em * 1.6;
  return {
    a: scaleLinear([-A_END, A_END], [left, right]),
    r: scaleLog([1 / RATIO_END, RATIO_END], [height * 0.25, em * 1.9]),
    p: scaleLinear([0, peak], [policies, height * 0.25 + em * 2.2]),
    ordinaryRow: policies + em * 1.6 + rows * 0.28,
    weightedRow: policies + em * 1.6 + rows * 0.76,
    foot,
    left,
    right,
    narrow,
  };
}
