import type { BatchLearnerId } from '../../engine/algorithms/index.ts';
import type { SameBatch } from '../../engine/studies/same-batch.ts';
import type { StepMeasures } from '../../engine/studies/step-measures.ts';

/** Short enough to stand beside a dot. */
export const NAMES: Readonly<Record<BatchLearnerId, string>> = {
  reinforce: 'REINFORCE',
  'is-pg': 'IS-PG',
  npg: 'NPG',
  trpo: 'TRPO',
  'ppo-kl': 'PPO-KL',
  'ppo-clip': 'PPO-Clip',
};

/** A mean over episodes with its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** An update that took a step, and what its policy earned. */
export interface Tried {
  readonly algo: BatchLearnerId;
  readonly step: StepMeasures;
  readonly earned: Estimate;
  /** What it earned beyond π_old, episode by episode: both met the same start states and noise. */
  readonly change: Estimate;
}

/** The updates that took a step, in the order in which they were tried; none before π_old has played. */
export function triedOf({ before, outcomes }: SameBatch): readonly Tried[] {
  if (!before) return [];
  return outcomes.flatMap(({ algo, step, returns }) => {
    if (!step) return [];
    const change = estimate(returns.map((earned, i) => earned - before[i]!));
    return [{ algo, step, earned: estimate(returns), change }];
  });
}

export function estimate(returns: Float32Array): Estimate {
  const n = returns.length;
  const mean = returns.reduce((sum, value) => sum + value, 0) / n;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / Math.max(1, n - 1) / n) };
}

/** Whether a change is more than chance: beyond two standard errors. */
export function direction({ mean, error }: Estimate): 'rose' | 'fell' | 'stayed' {
  if (mean > 2 * error) return 'rose';
  return mean < -2 * error ? 'fell' : 'stayed';
}
