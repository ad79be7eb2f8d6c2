import type { PolicyLearner } from '../nn/learner.ts';
import { type Batch, explainedVariance, type Trajectories } from '../rollout/trajectories.ts';
import type { Run } from '../run.ts';
import type { LineValue, LineValues } from '../run-events.ts';

/** What a line that ran the policy for some steps shows. */
export const inspectSteps = (run: Run, trajectories: Trajectories): LineValue[] => [
  { label: 'steps', value: trajectories.rows },
  { label: 'episodes ended', value: run.episodes.length },
];

/** What a line that estimated Â_t with a critic shows. */
export const inspectEstimates = (batch: Batch): LineValue[] => [
  { label: 'mean |*Â*|', value: batch.advantages.reduce((sum, a) => sum + Math.abs(a), 0) / batch.size },
  { label: 'explained variance', value: explainedVariance(batch.values, batch.returns) },
];

/** The ratios of a minibatch: their range on the line, and every sample for panels that draw them. */
export async function inspectRatios(
  policy: PolicyLearner,
  rows: Uint32Array,
  advantage: Float32Array,
  clipRange: number,
): Promise<LineValues> {
  const ratio = await policy.ratios(rows);
  let [least, most, outside] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const r of ratio) {
    least = Math.min(least, r);
    most = Math.max(most, r);
    if (Math.abs(r - 1) > clipRange) outside += 1;
  }
  return {
    values: [
      { label: 'least *r*', value: least },
      { label: 'greatest *r*', value: most },
      { label: 'outside 1 ± *ε*', value: outside / ratio.length },
    ],
    diagnostics: { ratios: { ratio, advantage: advantage.slice(), clipRange } },
  };
}
