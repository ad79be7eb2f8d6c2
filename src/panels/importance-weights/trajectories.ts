import { normal } from '../../engine/rng.ts';
import { LONGEST } from './spec.ts';

/** Trajectories in a batch: what one weighs against another. */
export const BATCH = 50;

/** Batches, to see how estimates from them scatter. */
export const BATCHES = 40;

/**
 * Noise of many trajectories as running sums: of z and of z² over the first t steps. A product of Gaussian ratios needs no
 * more, nor does a mean action, so that policies can be dragged without walking any trajectory again.
 */
export interface Trajectories {
  /** [trajectory × (LONGEST + 1) + t] */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

const STRIDE = LONGEST + 1;

export const at = (trajectory: number, steps: number): number => trajectory * STRIDE + steps;

let kept: (Trajectories & { readonly seed: number }) | null = null;

/** The same trajectories for the same seed; made once, in some tens of milliseconds. */
export function trajectoriesOf(seed: number): Trajectories {
  if (kept?.seed === seed) return kept;
  const count = BATCH * BATCHES;
  const sums = new Float64Array(count * STRIDE);
  const squares = new Float64Array(count * STRIDE);
  for (let i = 0; i < count; i++)
    for (let t = 1; t <= LONGEST; t++) {
      const z = normal(seed, 'action', i, t);
      sums[at(i, t)] = sums[at(i, t - 1)]! + z;
      squares[at(i, t)] = squares[at(i, t - 1)]! + z * z;
    }
  kept = { seed, sums, squares };
  return kept;
}
