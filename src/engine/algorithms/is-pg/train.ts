import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { gaeBatch } from '../../rollout/gae-batch.ts';
import { minibatches, pickRows } from '../../rollout/minibatches.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance } from '../../rollout/trajectories.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { horizonOf } from '../horizon.ts';
import { inspectEstimates, inspectRatios, inspectSteps } from '../inspect.ts';
import { line, lineWith } from '../line.ts';
import { importanceObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import type { isPg } from './spec.ts';

type Config = z.infer<typeof isPg.config>;
type Agent = ReturnType<typeof createAgent>;

/** Nothing is clipped here: the ratios are only held against PPO's usual 1 ± ε, to be seen leaving it. */
const USUAL_CLIP_RANGE = 0.2;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  const policy = createPolicyLearner(run, config, { rule: config.optimizer });
  const value = createValueLearner(run, config);
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  return { policy, value, collector, normalizer: collector.normalizer };
}

/** "Off-policy learning with Importance Sampling": a batch used again and again, however far θ has gone from θ_old. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect D by running π_θold
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  estimate Â_t by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 6  improve θ and φ on the batch
    const result = yield* update(run, agent, batch);

    // 7  θ_old ← θ
    yield line(7, () => [{ label: 'KL(*π*_{old} ‖ *π*_{new})', value: result.metrics.kl }]);
    yield { kind: 'iteration', ...result };
  }
}

/** One update from θ_old: K epochs of minibatch ascent on L^IS. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value } = agent;
  const { nEpochs, batchSize, entCoef, maxGradNorm } = config;
  const stepSizeKey = config.optimizer === 'adam' ? 'learningRate' : 'stepSize';
  const rate = config[stepSizeKey];
  const monitor = new Monitor({
    clipFraction: { what: 'the ratio r', line: 4, stepSizeKey },
    objective: { what: 'the objective L^IS', line: 5, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 5, stepSizeKey },
    ...stepTrouble(5, stepSizeKey),
    ...valueTrouble(6, 'valueLearningRate'),
  });
  policy.begin(batch);
  value.begin(batch);

  for (let epoch = 1; epoch <= nEpochs; epoch++) {
    const { seed, iteration } = run;
    for (const { rows, round, rounds } of minibatches(batch.size, batchSize, { seed, iteration, epoch })) {
      // 3  repeat K times, for each minibatch
      const final = round === rounds && epoch === nEpochs;
      const advantages = pickRows(batch.advantages, rows);
      if (config.normalizeAdvantage) normaliseAdvantages(advantages);
      yield line(3, () => [{ label: 'epoch', value: `${epoch}/${nEpochs} · ${round}/${rounds}` }], { final });

      // 4  r_t ← π_θ(a|s) / π_θold(a|s)
      const ratios = () => inspectRatios(policy, rows, advantages, USUAL_CLIP_RANGE);
      yield lineWith(4, ratios, { final });

      // 5  θ ← θ + α ∇ mean of r_t Â_t, with a bonus for entropy
      const ascent = policy.ascend(importanceObjective, rows, advantages, { rate, entCoef, maxGradNorm });
      run.updates += 1;
      monitor.record('objective', ascent.value);
      monitor.record('gradNorm', ascent.gradNorm);
      yield lineWith(
        5,
        async () => ({
          values: [
            { label: 'KL', value: await policy.kl() },
            { label: '‖*ĝ*‖', value: await monitor.last('gradNorm') },
            { label: '*L*^{IS}', value: await monitor.last('objective') },
          ],
          diagnostics: (await ratios()).diagnostics,
        }),
        { final },
      );

      // 6  φ ← Adam step down (V_φ − Ĝ)²
      const settings = { rate: config.valueLearningRate, coefficient: 1, clipRange: 0, maxGradNorm: 0 };
      const descent = value.descend(rows, settings);
      monitor.record('valueLoss', descent.value);
      monitor.record('valueGradNorm', descent.gradNorm);
      yield line(6, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }], { final });
    }
  }

  monitor.recordAll(policy.measure(USUAL_CLIP_RANGE));
  const surrogate = await surrogateMetrics(policy, batch);
  policy.end();
  value.end();
  const { means, trouble } = await monitor.collect();
  const explained = explainedVariance(batch.values, batch.returns);
  return { metrics: { ...means, ...surrogate, explainedVariance: explained, [stepSizeKey]: rate }, trouble };
}
