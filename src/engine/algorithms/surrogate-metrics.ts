import type { PolicyLearner } from '../nn/learner.ts';
import type { Batch } from '../rollout/trajectories.ts';

/**
 * What an update did to the batch that it learned from: L^IS before it (where every ratio is 1) and after it, and
 * quantiles of the ratios. To be called between `begin` and `end`, after the last step.
 */
export async function surrogateMetrics(
  policy: Pick<PolicyLearner, 'ratios'>,
  batch: Batch,
): Promise<Record<string, number>> {
  const { size, advantages } = batch;
  const everyRow = new Uint32Array(size);
  for (let row = 0; row < size; row++) everyRow[row] = row;
  const ratios = await policy.ratios(everyRow);
  let [before, after] = [0, 0];
  for (let row = 0; row < size; row++) {
    before += advantages[row]! / size;
    after += (ratios[row]! * advantages[row]!) / size;
  }
  const ascending = ratios.sort();
  const quantile = (share: number): number => ascending[Math.round(share * (size - 1))]!;
  return {
    surrogateBefore: before,
    surrogateAfter: after,
    ratioP05: quantile(0.05),
    ratioP50: quantile(0.5),
    ratioP95: quantile(0.95),
  };
}
