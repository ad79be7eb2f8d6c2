import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner, createSharedLearner, createValueLearner } from '../../nn/create-learner.ts';
import type { PolicyLearner, ValueLearner } from '../../nn/learner.ts';
import type { SharedLearner } from '../../nn/shared-learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { criticAdvantages, criticTargets } from '../../rollout/critics.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance, toBatch } from '../../rollout/trajectories.ts';
import { visitedValues } from '../../rollout/values.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { inspectEstimates, inspectSteps } from '../inspect.ts';
import { line } from '../line.ts';
import { policyGradientObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import type { actorCritic } from './spec.ts';

type Config = z.infer<typeof actorCritic.config>;
type Agent = ReturnType<typeof createAgent>;

/** The lecture's two designs: a network each, or one whose last layer puts out both. */
type Design =
  | { readonly shared: false; readonly policy: PolicyLearner; readonly value: ValueLearner }
  | { readonly shared: true; readonly policy: SharedLearner; readonly value: SharedLearner };

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  const design = createDesign(run);
  const { policy } = design;
  const collector = new Collector(run, policy, { ...config, copies: config.nEpisodes });
  return { design, policy, value: design.shared ? null : design.value, collector, normalizer: collector.normalizer };
}

function createDesign(run: Run<Config>): Design {
  const { config } = run;
  const step = { rule: config.optimizer };
  if (!config.sharedNetwork)
    return { shared: false, policy: createPolicyLearner(run, config, step), value: createValueLearner(run, config) };
  const both = createSharedLearner(run, config, step);
  return { shared: true, policy: both, value: both };
}

/** "Actor-critic": the policy gradient, with a fitted V_φ in the place of the rest of the return. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  const { value } = agent.design;
  while (run.beginIteration()) {
    const { config } = run;

    // 1  sample trajectories {s_t, a_t} by running π_θ
    const trajectories = await agent.collector.episodes(config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  fit V_φ(s) by Monte Carlo or TD estimation
    const before = await visitedValues(value, trajectories);
    const targets = criticTargets(trajectories, before, config);
    const unjudged = toBatch(trajectories, { advantages: targets, returns: targets, values: before.values });
    const fitted = await fitCritic(run, agent, unjudged);
    const explained = explainedVariance(unjudged.values, unjudged.returns);
    yield line(2, () => [
      { label: 'explained variance', value: explained },
      { label: 'mean target', value: unjudged.returns.reduce((sum, target) => sum + target, 0) / unjudged.size },
    ]);

    // 3  Â_t ← r_t + γV_φ(s_{t+1}) − V_φ(s_t), or its n-step or GAE relative
    const after = await visitedValues(value, trajectories);
    const advantages = criticAdvantages(trajectories, after, config);
    const batch = toBatch(trajectories, { advantages, returns: targets, values: after.values });
    if (config.normalizeAdvantage) normaliseAdvantages(batch.advantages);
    yield line(3, () => inspectEstimates(batch));

    // 4 – 5  step θ along ĝ
    const { metrics, trouble } = yield* update(run, agent, batch);
    yield {
      kind: 'iteration',
      metrics: { ...metrics, ...fitted.means, explainedVariance: explained },
      trouble: fitted.trouble ?? trouble,
    };
  }
}

/** Steps of V_φ towards its targets. One shared network takes them in line 5, together with the policy's. */
async function fitCritic(run: Run<Config>, { design }: Agent, batch: Batch) {
  const { valueLearningRate: rate, valueSteps } = run.config;
  const stepSizeKey = 'valueLearningRate';
  const monitor = new Monitor({
    ...valueTrouble(2, stepSizeKey),
  });
  if (!design.shared) {
    design.value.begin(batch);
    for (let step = 0; step < valueSteps; step++) {
      const descent = design.value.descend(null, { rate, coefficient: 1, clipRange: 0, maxGradNorm: 0 });
      monitor.record('valueLoss', descent.value);
      monitor.record('valueGradNorm', descent.gradNorm);
      await run.breathe();
    }
    design.value.end();
  }
  return monitor.collect();
}

/** One update: a single step along ĝ. Draws nothing from the environments. */
export async function* update(run: Run<Config>, { design }: Agent, batch: Batch) {
  const { config } = run;
  const { policy } = design;
  const { entCoef, vfCoef, maxGradNorm } = config;
  const stepSizeKey = config.optimizer === 'adam' ? 'learningRate' : 'stepSize';
  const rate = config[stepSizeKey];
  const monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 4, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 4, stepSizeKey },
    valueLoss: { what: 'the value loss', line: 4, stepSizeKey },
    ...stepTrouble(5, stepSizeKey),
  });
  policy.begin(batch);

  // 4  ĝ ← mean of ∇ log π_θ(a_t|s_t) Â_t, with a bonus for entropy; one shared network also goes down the value loss
  const { advantages } = batch;
  if (design.shared) {
    const ascent = design.policy.gradient(policyGradientObjective, advantages, { entCoef, vfCoef, maxGradNorm });
    monitor.recordAll({ objective: ascent.value, gradNorm: ascent.gradNorm, valueLoss: ascent.valueLoss });
  } else {
    const ascent = design.policy.gradient(policyGradientObjective, null, advantages, { entCoef, maxGradNorm });
    monitor.recordAll({ objective: ascent.value, gradNorm: ascent.gradNorm });
  }
  yield line(4, async () => [{ label: '‖*ĝ*‖', value: await monitor.last('gradNorm') }]);

  // 5  θ ← θ + α ĝ
  policy.stepAlong(rate);
  run.updates += 1;
  monitor.recordAll(policy.measure());
  const surrogate = await surrogateMetrics(policy, batch);
  policy.end();
  yield line(5, async () => [
    { label: 'KL', value: await monitor.last('kl') },
    { label: '‖Δ*θ*‖', value: await monitor.last('stepNorm') },
  ]);

  const { means, trouble } = await monitor.collect();
  return { metrics: { ...means, ...surrogate, [stepSizeKey]: rate }, trouble };
}
