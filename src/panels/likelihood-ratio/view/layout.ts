import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../../charts/figure.ts';
import { ACTIONS, type Quantities } from '../quantities.ts';

/** Where things stand in the figure on the left: f above, the pushes' mean below it, the policy at the foot. */
export interface Layout {
  readonly x: ScaleLinear<number, number>;
  /** f + c. */
  readonly y: ScaleLinear<number, number>;
  /** Density or probability. */
  readonly p: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  /** The rows in which the mean push and the exact gradient stand. */
  readonly estimateRow: number;
  readonly exactRow: number;
  /** Px of an arrow for a push of 1: the same for samples, mean and gradient. */
  readonly perPush: number;
  readonly narrow: boolean;
}

/** The axis of x. */
export const X_END = 6;

export function layoutOf({ width, height, u, em }: Frame, { state, policyAt }: Quantities): Layout {
  const narrow = width < 500 * u;
  const [left, right] = [34 * u, width - 10 * u];
  const foot = height - em * 1.05 - 10 * u;
  const rewardFoot = height * 0.56;
  const ceiling = rewardFoot + em * 4.6;
  // bars are pulled up and down: their axis stands still
  const peak = state.policy === 'gaussian' ? Math.max(0.5, policyAt(state.mean)) : 1;
  return {
    x: scaleLinear([-X_END, X_END], [left, right]),
    y: scaleLinear([-4.5 + Math.min(0, state.constant), 4 + Math.max(0, state.constant)], [rewardFoot, em * 1.9]),
    p: scaleLinear([0, peak], [foot, ceiling + 10 * u]),
    left,
    right,
    estimateRow: rewardFoot + em * 1.9,
    exactRow: rewardFoot + em * 3.3,
    perPush: (narrow ? 20 : 36) * u,
    narrow,
  };
}

/** Half the width of an action's bar, in px. */
export const barHalf = ({ x }: Layout): number => (x(ACTIONS[1]!) - x(ACTIONS[0]!)) * 0.24;
