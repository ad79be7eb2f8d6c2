import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { monteCarloReturns, normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance, type Trajectories, toBatch } from '../../rollout/trajectories.ts';
import { visitedValues } from '../../rollout/values.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { line } from '../line.ts';
import { policyGradientObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble } from '../trouble.ts';
import type { reinforce } from './spec.ts';

type Config = z.infer<typeof reinforce.config>;
type Agent = ReturnType<typeof createAgent>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  const policy = createPolicyLearner(run, config, { rule: config.optimizer });
  const collector = new Collector(run, policy, { ...config, copies: config.nEpisodes, normalizeReward: false });
  /** b(s), where the run fits one. */
  const fitted = config.baseline === 'state' ? createValueLearner(run, config) : null;
  return { policy, fitted, value: fitted, collector, normalizer: collector.normalizer };
}

/** "Policy Gradients": the likelihood-ratio estimator, followed by a step that nothing bounds. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect trajectories τ by running π_θ
    const trajectories = await agent.collector.episodes(config.gamma);
    yield line(1, () => [
      { label: 'episodes', value: run.episodes.length },
      { label: 'mean return', value: run.episodes.reduce((sum, e) => sum + e.return, 0) / run.episodes.length },
    ]);

    // 2  estimate returns G_t = Σ γ^k r_{t+k}
    const { values, nextValues } = await baselineValues(agent, trajectories);
    const returns = monteCarloReturns(trajectories, nextValues, config.gamma, new Float64Array(trajectories.rows));
    const unshifted = toBatch(trajectories, { advantages: returns, returns, values });
    yield line(2, () => [{ label: 'mean *G*', value: mean(unshifted.returns) }]);

    // 3  subtract the baseline: Â_t = G_t − b(s_t)
    const batch = { ...unshifted, advantages: subtractBaseline(unshifted, config) };
    yield line(3, () => [
      { label: 'mean *Â*', value: mean(batch.advantages) },
      { label: 'mean |*Â*|', value: mean(batch.advantages.map(Math.abs)) },
    ]);

    // 4 – 6  step θ along ĝ, and fit b(s)
    const result = yield* update(run, agent, batch);
    yield { kind: 'iteration', ...result };
  }
}

/** b(s_t) and b(s_{t+1}) where the run fits a baseline; zeros, and nothing to bootstrap from, where it does not. */
async function baselineValues({ fitted }: Agent, trajectories: Trajectories) {
  if (fitted) return visitedValues(fitted, trajectories);
  return { values: new Float32Array(trajectories.rows), nextValues: null };
}

function subtractBaseline(batch: Batch, { baseline, normalizeAdvantage }: Config): Float32Array {
  const constant = baseline === 'constant' ? mean(batch.returns) : 0;
  const advantages = batch.returns.map((G, i) => G - (baseline === 'state' ? batch.values[i]! : constant));
  return normalizeAdvantage ? normaliseAdvantages(advantages) : advantages;
}

/** One update: a single step along ĝ, then a few of b(s) towards the returns. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, fitted } = agent;
  const { entCoef, maxGradNorm } = config;
  const stepSizeKey = config.optimizer === 'adam' ? 'learningRate' : 'stepSize';
  const rate = config[stepSizeKey];
  const monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 4, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 4, stepSizeKey },
    ...stepTrouble(5, stepSizeKey),
    valueLoss: { what: 'the baseline’s loss', line: 6, stepSizeKey: 'valueLearningRate' },
    valueGradNorm: { what: 'the gradient of the baseline’s loss', line: 6, stepSizeKey: 'valueLearningRate' },
  });
  policy.begin(batch);

  // 4  ĝ ← mean of ∇ log π_θ(a_t|s_t) Â_t, with a bonus for entropy
  const ascent = policy.gradient(policyGradientObjective, null, batch.advantages, { entCoef, maxGradNorm });
  monitor.record('objective', ascent.value);
  monitor.record('gradNorm', ascent.gradNorm);
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

  // 6  fit b(s) to the returns
  if (fitted) {
    fitted.begin(batch);
    for (let step = 0; step < config.valueSteps; step++) {
      const settings = { rate: config.valueLearningRate, coefficient: 1, clipRange: 0, maxGradNorm: 0 };
      const descent = fitted.descend(null, settings);
      monitor.record('valueLoss', descent.value);
      monitor.record('valueGradNorm', descent.gradNorm);
      await run.breathe();
    }
    fitted.end();
    yield line(6, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }]);
  }

  const { means, trouble } = await monitor.collect();
  const metrics: Record<string, number> = { ...means, ...surrogate, [stepSizeKey]: rate };
  if (fitted) metrics.explainedVariance = explainedVariance(batch.values, batch.returns);
  return { metrics, trouble };
}

const mean = (numbers: Float32Array): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
