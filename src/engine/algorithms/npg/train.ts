import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import { Policy } from '../../nn/policy.ts';
import { Collector } from '../../rollout/collect.ts';
import { gaeBatch } from '../../rollout/gae-batch.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance } from '../../rollout/trajectories.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import { solveDamped } from '../../trust-region/cholesky.ts';
import { fisherMatrix } from '../../trust-region/fisher.ts';
import { predictedKl, type StepRule, stepScale } from '../../trust-region/step-scale.ts';
import { dot, scaled } from '../../vectors.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { fitValue } from '../fit-value.ts';
import { horizonOf } from '../horizon.ts';
import { inspectEstimates, inspectSteps } from '../inspect.ts';
import { line } from '../line.ts';
import { policyGradientObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import type { npg } from './spec.ts';

type Config = z.infer<typeof npg.config>;
type Agent = ReturnType<typeof createAgent>;

/** Parameters whose Fisher matrix is still written down: 32 MB, and seconds for each solution. */
const MOST_PARAMETERS = 2000;

/** @throws RangeError, a sentence for the Lab, where the Fisher matrix would be too large. */
export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const { size } = new Policy(run.environment, run.config);
  if (size > MOST_PARAMETERS)
    throw new RangeError(
      `This policy has ${size.toLocaleString('en-US')} parameters, and its Fisher matrix would hold their square. ` +
        'NPG writes that matrix down for up to 2,000 parameters: choose smaller hidden layers, or TRPO, which does without it.',
    );
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  // θ goes where the natural gradient puts it: no optimiser has a say.
  const policy = createPolicyLearner(run, config, { rule: 'sgd' });
  const value = createValueLearner(run, { ...config, hidden: config.valueHidden });
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  return { policy, value, collector, normalizer: collector.normalizer };
}

/** "Algorithm 1: Natural Policy Gradient". */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect D_k by running π_θk
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  estimate Â_t by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 7  step θ along the natural gradient, and fit V_φ
    const result = yield* update(run, agent, batch);

    // 8  k ← k + 1
    yield line(8, () => [{ label: '*k*', value: run.iteration }]);
    yield { kind: 'iteration', ...result };
  }
}

/** One update from θ_k. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value } = agent;
  const step = stepRule(config);
  const advantages = batch.advantages.slice();
  if (config.normalizeAdvantage) normaliseAdvantages(advantages);
  const { stepSizeKey } = step;
  const monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 3, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 3, stepSizeKey },
    ...stepTrouble(6, stepSizeKey),
    ...valueTrouble(7, 'valueLearningRate'),
  });
  policy.begin(batch);

  // 3  ĝ ← mean of ∇ log π_θ(a_t|s_t) Â_t
  const ascent = policy.gradient(policyGradientObjective, null, advantages, { entCoef: 0, maxGradNorm: 0 });
  monitor.record('objective', ascent.value);
  monitor.record('gradNorm', ascent.gradNorm);
  const g = await policy.direction();
  yield line(3, async () => [{ label: '‖*ĝ*‖', value: await monitor.last('gradNorm') }]);

  // 4  H ← Fisher information matrix of π_θk
  const H = await fisherMatrix(policy, config.fisher, run.breathe);
  yield line(4, () => [
    { label: 'numbers', value: H.size * H.size },
    { label: 'trace', value: H.values.reduce((sum, value, i) => (i % (H.size + 1) ? sum : sum + value), 0) },
  ]);

  // 5  solve H x = ĝ by Cholesky, with damping on the diagonal
  const { x, damping } = solveDamped(H, g, config.cgDamping);
  yield line(5, () => [
    { label: '‖*x*‖', value: Math.sqrt(dot(x, x)) },
    { label: 'damping', value: damping },
  ]);

  // 6  θ ← θ_k + √(2δ / ĝᵀx) x, or + α x, or + x / λ
  const gx = dot(g, x);
  const scale = stepScale(step.rule, gx);
  policy.place(scaled(scale, x));
  run.updates += 1;
  monitor.recordAll(policy.measure());
  const surrogates = await surrogateMetrics(policy, { ...batch, advantages });
  policy.end();
  const klPredicted = predictedKl(scale, gx - damping * dot(x, x));
  yield line(6, async () => [
    { label: 'KL', value: await monitor.last('kl') },
    { label: '½ Δᵀ*H*Δ', value: klPredicted },
    { label: 'factor of *x*', value: scale },
    { label: '‖Δ*θ*‖', value: await monitor.last('stepNorm') },
  ]);

  // 7  fit V_φ to the returns
  await fitValue(run, value, batch, config, monitor);
  yield line(7, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }]);

  const { means, trouble } = await monitor.collect();
  const metrics = {
    ...means,
    ...surrogates,
    klPredicted,
    explainedVariance: explainedVariance(batch.values, batch.returns),
    [stepSizeKey]: config[stepSizeKey],
  };
  return { metrics, trouble };
}

/** How far to go, and the field that says so. */
function stepRule({ stepRule: rule, delta, stepSize, lambda }: Config) {
  const rules = {
    kl: { rule: { rule, delta }, stepSizeKey: 'delta' },
    fixed: { rule: { rule, stepSize }, stepSizeKey: 'stepSize' },
    penalty: { rule: { rule, lambda }, stepSizeKey: 'lambda' },
  } as const;
  return rules[rule] as { rule: StepRule; stepSizeKey: 'delta' | 'stepSize' | 'lambda' };
}
