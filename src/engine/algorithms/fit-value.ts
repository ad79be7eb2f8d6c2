import type { Monitor } from '../monitor.ts';
import type { ValueLearner } from '../nn/learner.ts';
import { minibatches } from '../rollout/minibatches.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { Run } from '../run.ts';

interface FitSettings {
  /** Epochs over the batch. */
  readonly nCriticUpdates: number;
  readonly batchSize: number;
  readonly valueLearningRate: number;
}

/** Fits V_φ to the batch's returns by minibatches of Adam, apart from the policy and with an optimiser of its own. */
export async function fitValue(
  run: Run,
  value: ValueLearner,
  batch: Batch,
  { nCriticUpdates, batchSize, valueLearningRate }: FitSettings,
  monitor: Pick<Monitor<'valueLoss' | 'valueGradNorm'>, 'record'>,
): Promise<void> {
  const settings = { rate: valueLearningRate, coefficient: 1, clipRange: 0, maxGradNorm: 0 };
  const { seed, iteration } = run;
  value.begin(batch);
  for (let epoch = 1; epoch <= nCriticUpdates; epoch++) {
    for (const { rows } of minibatches(batch.size, batchSize, { seed, iteration, epoch })) {
      const descent = value.descend(rows, settings);
      monitor.record('valueLoss', descent.value);
      monitor.record('valueGradNorm', descent.gradNorm);
    }
    await run.breathe();
  }
  value.end();
}
