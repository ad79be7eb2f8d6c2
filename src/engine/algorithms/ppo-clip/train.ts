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
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import { clippedObjective } from './objective.ts';
import type { ppoClip } from './spec.ts';

type Config = z.infer<typeof ppoClip.config>;
type Agent = ReturnType<typeof createAgent>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  const adam = { epsilon: 1e-5 };
  const policy = createPolicyLearner(run, config, { rule: 'adam', settings: adam });
  const value = createValueLearner(run, config, adam);
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  return { policy, value, collector, normalizer: collector.normalizer };
}

/** "PPO: Clipped Objective". θ_k is the policy that collected the batch, θ the one that moves. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect D_k by running π_θk
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  estimate Â_t by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 6  improve θ and φ on the batch
    const result = yield* update(run, agent, batch);

    // 7  k ← k + 1
    yield line(7, () => [{ label: '*k*', value: run.iteration }]);
    yield { kind: 'iteration', ...result };
  }
}

/** One update from θ_k: K epochs of minibatch ascent on L^CLIP. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value } = agent;
  const { nEpochs, batchSize, clipRange, entCoef, vfCoef, clipRangeVf, maxGradNorm, targetKl } = config;
  const rate = config.learningRate * (config.annealing ? run.remaining : 1);
  const objective = clippedObjective(clipRange);
  const stepSizeKey = 'learningRate';
  const monitor = new Monitor({
    clipFraction: { what: 'the ratio r', line: 4, stepSizeKey },
    objective: { what: 'the objective L^CLIP', line: 5, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 5, stepSizeKey },
    ...stepTrouble(5, stepSizeKey),
    ...valueTrouble(6, stepSizeKey),
  });
  policy.begin(batch);
  value.begin(batch);

  for (let epoch = 1; epoch <= nEpochs; epoch++) {
    const { seed, iteration } = run;
    for (const { rows, round, rounds } of minibatches(batch.size, batchSize, { seed, iteration, epoch })) {
      // 3  repeat K times, for each minibatch
      const final = round === rounds && (epoch === nEpochs || targetKl > 0);
      const advantages = pickRows(batch.advantages, rows);
      if (config.normalizeAdvantage) normaliseAdvantages(advantages);
      yield line(3, () => [{ label: 'epoch', value: `${epoch}/${nEpochs} · ${round}/${rounds}` }], { final });

      // 4  r_t ← π_θ(a|s) / π_θk(a|s)
      const ratios = () => inspectRatios(policy, rows, advantages, clipRange);
      yield lineWith(4, ratios, { final });

      // 5  θ ← Adam step up L^CLIP(θ), with a bonus for entropy
      const ascent = policy.ascend(objective, rows, advantages, { rate, entCoef, maxGradNorm });
      run.updates += 1;
      monitor.record('objective', ascent.value);
      monitor.record('gradNorm', ascent.gradNorm);
      yield lineWith(
        5,
        async () => ({
          values: [
            { label: 'KL', value: await policy.kl() },
            { label: '‖*ĝ*‖', value: await monitor.last('gradNorm') },
            { label: '*L*^{CLIP}', value: await monitor.last('objective') },
          ],
          diagnostics: (await ratios()).diagnostics,
        }),
        { final },
      );

      // 6  φ ← Adam step down (V_φ − Ĝ)²
      const descent = value.descend(rows, { rate, coefficient: vfCoef, clipRange: clipRangeVf, maxGradNorm });
      monitor.record('valueLoss', descent.value);
      monitor.record('valueGradNorm', descent.gradNorm);
      yield line(6, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }], { final });
    }
    if (targetKl > 0 && (await policy.kl()) > 1.5 * targetKl) break;
  }

  monitor.recordAll(policy.measure(clipRange));
  const surrogate = await surrogateMetrics(policy, batch);
  policy.end();
  value.end();
  const { means, trouble } = await monitor.collect();
  const explained = explainedVariance(batch.values, batch.returns);
  return { metrics: { ...means, ...surrogate, explainedVariance: explained, learningRate: rate }, trouble };
}
