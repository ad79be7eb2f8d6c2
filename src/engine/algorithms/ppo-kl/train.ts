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
import { inspectEstimates, inspectSteps } from '../inspect.ts';
import { KeptNumber } from '../kept-number.ts';
import { line } from '../line.ts';
import { importanceObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { valueTrouble } from '../trouble.ts';
import { nextBeta } from './penalty.ts';
import type { ppoKl } from './spec.ts';

type Config = z.infer<typeof ppoKl.config>;
type Agent = ReturnType<typeof createAgent>;

/** Where β stays: however long KL lies on one side of δ, β can come back. */
const LEAST_BETA = 1e-6;
const GREATEST_BETA = 1e6;

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
  /** β_k */
  const penalty = run.keep('penalty', new KeptNumber(config.beta));
  return { policy, value, penalty, collector, normalizer: collector.normalizer };
}

/** "PPO: Adaptive KL Penalty". θ_k is the policy that collected the batch, θ the one that moves. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect D_k by running π_θk
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  estimate Â_t by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 6  improve θ and φ on the batch, and set the next price of KL
    const result = yield* update(run, agent, batch);
    yield { kind: 'iteration', ...result };
  }
}

/** One update from θ_k: K epochs of minibatch ascent on L^IS − β_k KL. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value, penalty } = agent;
  const { nEpochs, batchSize, delta, entCoef, vfCoef, maxGradNorm } = config;
  const rate = config.learningRate * (config.annealing ? run.remaining : 1);
  const beta = penalty.value;
  const stepSizeKey = 'learningRate';
  const monitor = new Monitor({
    objective: { what: 'the objective L^IS − β KL', line: 4, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 4, stepSizeKey },
    ...valueTrouble(5, stepSizeKey),
    kl: { what: 'KL(π_old ‖ π_new)', line: 6, stepSizeKey },
    entropy: { what: 'the entropy', line: 4, stepSizeKey },
    stepNorm: { what: 'θ', line: 4, stepSizeKey },
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

      // 4  θ ← Adam step up L^IS(θ) − β_k KL(π_θk ‖ π_θ), with a bonus for entropy
      const settings = { rate, entCoef, klCoef: beta, maxGradNorm };
      const ascent = policy.ascend(importanceObjective, rows, advantages, settings);
      run.updates += 1;
      monitor.record('objective', ascent.value);
      monitor.record('gradNorm', ascent.gradNorm);
      yield line(
        4,
        async () => [
          { label: 'KL', value: await policy.kl() },
          { label: '*L*^{IS} − *β* KL', value: await monitor.last('objective') },
          { label: '‖*ĝ*‖', value: await monitor.last('gradNorm') },
        ],
        { final },
      );

      // 5  φ ← Adam step down (V_φ − Ĝ)²
      const descent = value.descend(rows, { rate, coefficient: vfCoef, clipRange: 0, maxGradNorm });
      monitor.record('valueLoss', descent.value);
      monitor.record('valueGradNorm', descent.gradNorm);
      yield line(5, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }], { final });
    }
  }

  // 6  β_{k+1} ← 2β_k if KL > 1.5δ, β_k/2 if KL < δ/1.5
  monitor.recordAll(policy.measure());
  const kl = await monitor.last('kl');
  penalty.value = Math.min(Math.max(nextBeta(beta, kl, delta), LEAST_BETA), GREATEST_BETA);
  yield line(6, () => [
    { label: '*β*_{k+1}', value: penalty.value },
    { label: '*β*_{k}', value: beta },
    { label: 'KL', value: kl },
    { label: '*δ*/1.5', value: delta / 1.5 },
    { label: '1.5*δ*', value: 1.5 * delta },
  ]);

  const surrogate = await surrogateMetrics(policy, batch);
  policy.end();
  value.end();
  const { means, trouble } = await monitor.collect();
  const explained = explainedVariance(batch.values, batch.returns);
  return { metrics: { ...means, ...surrogate, explainedVariance: explained, beta, learningRate: rate }, trouble };
}
