import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { gaeBatch } from '../../rollout/gae-batch.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance } from '../../rollout/trajectories.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { horizonOf } from '../horizon.ts';
import { inspectEstimates, inspectSteps } from '../inspect.ts';
import { KeptNumber } from '../kept-number.ts';
import { line } from '../line.ts';
import { policyGradientObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import { nextRate } from './rate.ts';
import type { vpgAdaptive } from './spec.ts';

type Config = z.infer<typeof vpgAdaptive.config>;
type Agent = ReturnType<typeof createAgent>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  const policy = createPolicyLearner(run, config, { rule: 'adam' });
  const value = createValueLearner(run, config);
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  /** α_k */
  const rate = run.keep('rate', new KeptNumber(config.learningRate));
  return { policy, value, rate, collector, normalizer: collector.normalizer };
}

/** The closing figure's "vanilla PG, adaptive": Policy Gradients, with a step size that answers to KL. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect trajectories by running π_θ
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  estimate Â_t by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    if (config.normalizeAdvantage) normaliseAdvantages(batch.advantages);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 6  step θ along ĝ, size the next step, and fit V_φ
    const result = yield* update(run, agent, batch);
    yield { kind: 'iteration', ...result };
  }
}

/** One update: a single step along ĝ, then a few of V_φ. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value } = agent;
  const { entCoef, maxGradNorm, delta } = config;
  const rate = agent.rate.value;
  const stepSizeKey = 'learningRate';
  const monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 3, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 3, stepSizeKey },
    ...stepTrouble(4, stepSizeKey),
    ...valueTrouble(6, 'valueLearningRate'),
  });
  policy.begin(batch);

  // 3  ĝ ← mean of ∇ log π_θ(a_t|s_t) Â_t, with a bonus for entropy
  const ascent = policy.gradient(policyGradientObjective, null, batch.advantages, { entCoef, maxGradNorm });
  monitor.record('objective', ascent.value);
  monitor.record('gradNorm', ascent.gradNorm);
  yield line(3, async () => [{ label: '‖*ĝ*‖', value: await monitor.last('gradNorm') }]);

  // 4  θ ← θ + α_k ĝ, by Adam
  policy.stepAlong(rate);
  run.updates += 1;
  monitor.recordAll(policy.measure());
  const surrogate = await surrogateMetrics(policy, batch);
  const kl = await monitor.last('kl');
  policy.end();
  yield line(4, async () => [
    { label: '*α*_{k}', value: rate },
    { label: 'KL', value: kl },
    { label: '‖Δ*θ*‖', value: await monitor.last('stepNorm') },
  ]);

  // 5  α_{k+1} ← α_k/2 if KL > 1.5δ, 2α_k if KL < δ/1.5
  agent.rate.value = nextRate(rate, kl, delta);
  yield line(5, () => [
    { label: '*α*_{k+1}', value: agent.rate.value },
    { label: '*δ*/1.5', value: delta / 1.5 },
    { label: '1.5*δ*', value: 1.5 * delta },
  ]);

  // 6  fit V_φ to Ĝ
  value.begin(batch);
  for (let step = 0; step < config.valueSteps; step++) {
    const settings = { rate: config.valueLearningRate, coefficient: 1, clipRange: 0, maxGradNorm: 0 };
    const descent = value.descend(null, settings);
    monitor.record('valueLoss', descent.value);
    monitor.record('valueGradNorm', descent.gradNorm);
    await run.breathe();
  }
  value.end();
  yield line(6, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }]);

  const { means, trouble } = await monitor.collect();
  const explained = explainedVariance(batch.values, batch.returns);
  return { metrics: { ...means, ...surrogate, explainedVariance: explained, learningRate: rate }, trouble };
}
