import type { Rollout } from './returns.ts';

/**
 * What a policy did in T steps of N environments, row t·N + n. Rows where `valid` is 0 belong to no collected episode
 * (an environment that waits for the others to finish theirs) and must not be learned from.
 */
export interface Trajectories extends Rollout {
  /** T·N. */
  readonly rows: number;
  /** As the policy saw them (normalised where the run does that), rows × observation size. */
  readonly observations: Float32Array;
  /** Actions as losses take them, rows × code size. */
  readonly codes: Float32Array;
  /** As learned from (scaled where the run does that); returns of episodes count the true ones. */
  readonly rewards: Float64Array;
  readonly terminated: Uint8Array;
  readonly truncated: Uint8Array;
  readonly valid: Uint8Array;
  /** What truncated episodes ended in: their values stand in for the rest that was cut off. */
  readonly finals: readonly { readonly row: number; readonly observation: Float32Array }[];
  /** What each environment shows after the last step, N × observation size. */
  readonly lastObservations: Float32Array;
}

/** The batch that an update learns from: the valid rows of trajectories, with what was estimated for each. */
export interface Batch {
  /** Samples. */
  readonly size: number;
  /** size × observation size */
  readonly observations: Float32Array;
  /** size × code size */
  readonly codes: Float32Array;
  /** Â_t. */
  readonly advantages: Float32Array;
  /** What the value function is fitted to. */
  readonly returns: Float32Array;
  /** V of the states as estimated when the batch was collected; zeros where there is no value function. */
  readonly values: Float32Array;
}

/** Keeps the valid rows. `advantages`, `returns` and `values` have one number a row of the trajectories. */
export function toBatch(
  trajectories: Trajectories,
  estimates: {
    readonly advantages: ArrayLike<number>;
    readonly returns: ArrayLike<number>;
    readonly values: ArrayLike<number>;
  },
): Batch {
  const { rows, valid } = trajectories;
  const kept: number[] = [];
  for (let row = 0; row < rows; row++) if (valid[row]) kept.push(row);
  const pick = (source: ArrayLike<number>, width: number): Float32Array => {
    const out = new Float32Array(kept.length * width);
    for (let i = 0, o = 0; i < kept.length; i++)
      for (let c = 0, from = kept[i]! * width; c < width; c++) out[o++] = source[from + c]!;
    return out;
  };
  return {
    size: kept.length,
    observations: pick(trajectories.observations, trajectories.observations.length / rows),
    codes: pick(trajectories.codes, trajectories.codes.length / rows),
    advantages: pick(estimates.advantages, 1),
    returns: pick(estimates.returns, 1),
    values: pick(estimates.values, 1),
  };
}

/** 1 − Var[G − V] / Var[G]: 1 is a perfect value function, 0 no better than a constant. Null-safe: 0 where G is constant. */
export function explainedVariance(values: ArrayLike<number>, returns: ArrayLike<number>): number {
  const n = returns.length;
  const variance = (f: (i: number) => number): number => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += f(i) / n;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (f(i) - mean) * (f(i) - mean);
    return sum / n;
  };
  const total = variance((i) => returns[i]!);
  return total === 0 ? 0 : 1 - variance((i) => returns[i]! - values[i]!) / total;
}
