import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { differentiate } from '../../nn/gradient.ts';
import { Adam, GradientStep, norm } from '../../nn/optimizers.ts';
import { Parameters } from '../../nn/parameters.ts';
import { Policy, ValueFunction } from '../../nn/policy.ts';
import { Collector } from '../../rollout/collect.ts';
import { toDevice } from '../../rollout/device-batch.ts';
import { monteCarloReturns, normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance, type Trajectories, toBatch } from '../../rollout/trajectories.ts';
import { visitedValues } from '../../rollout/values.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import { read, tf } from '../../tf.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { line } from '../line.ts';
import { policyGradientObjective, squaredError } from './objective.ts';
import type { reinforce } from './spec.ts';

type Config = z.infer<typeof reinforce.config>;
type Agent = ReturnType<typeof createAgent>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config, environment, seed } = run;
  const policy = new Policy(environment, config);
  const valueFunction = new ValueFunction(environment, config);
  const collector = new Collector(run, policy, { ...config, copies: config.nEpisodes, normalizeReward: false });
  return {
    policy,
    collector,
    normalizer: collector.normalizer,
    theta: run.keep('theta', new Parameters(policy.initialTheta(seed))),
    optimizer: run.keep('optimizer', config.optimizer === 'adam' ? new Adam(policy.size) : new GradientStep()),
    /** b(s), where the run fits one. */
    fitted:
      config.baseline === 'state'
        ? {
            valueFunction,
            phi: run.keep('phi', new Parameters(valueFunction.initialPhi(seed))),
            adam: run.keep('valueAdam', new Adam(valueFunction.size)),
          }
        : null,
  };
}

/** "Policy Gradients": the likelihood-ratio estimator, followed by a step that nothing bounds. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect trajectories τ by running π_θ
    const trajectories = await agent.collector.episodes(agent.theta, config.gamma);
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
  if (fitted) return visitedValues(fitted.valueFunction, fitted.phi, trajectories);
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
  const { policy, theta, fitted } = agent;
  const stepSizeKey = config.optimizer === 'adam' ? 'learningRate' : 'stepSize';
  const rate = config[stepSizeKey];
  const monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 4, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 4, stepSizeKey },
    kl: { what: 'KL(π_old ‖ π_new)', line: 5, stepSizeKey },
    entropy: { what: 'the entropy', line: 5, stepSizeKey },
    stepNorm: { what: 'θ', line: 5, stepSizeKey },
    valueLoss: { what: 'the baseline’s loss', line: 6, stepSizeKey: 'valueLearningRate' },
  });
  const { observations, codes, advantages, returns, values } = toDevice(batch);
  const thetaOld = tf.clone(theta.tensor);
  const old = tf.tidy(() => policy.outputs(thetaOld, observations));

  // 4  ĝ ← mean of ∇ log π_θ(a_t|s_t) Â_t, with a bonus for entropy
  const ascent = differentiate(
    theta,
    (θ) => {
      const outputs = policy.outputs(θ, observations);
      const objective = policyGradientObjective(policy.distribution.logProbability(outputs, codes), advantages);
      if (config.entCoef === 0) return objective;
      return tf.add(objective, tf.mul(tf.mean(policy.distribution.entropy(outputs)), config.entCoef));
    },
    config.maxGradNorm,
  );
  monitor.record('objective', ascent.value);
  monitor.record('gradNorm', ascent.norm);
  yield line(4, async () => [{ label: '‖*ĝ*‖', value: (await read(ascent.norm))[0]! }]);

  // 5  θ ← θ + α ĝ
  agent.optimizer.ascend(theta, ascent.gradient, rate);
  run.updates += 1;
  const after = tf.tidy(() => {
    const outputs = policy.outputs(theta.tensor, observations);
    return {
      kl: tf.mean(policy.distribution.kl(old, outputs)) as tf.Scalar,
      entropy: tf.mean(policy.distribution.entropy(outputs)) as tf.Scalar,
      stepNorm: norm(tf.sub(theta.tensor, thetaOld)),
    };
  });
  for (const [name, scalar] of Object.entries(after)) monitor.record(name as keyof typeof after, scalar);
  yield line(5, async () => [
    { label: 'KL', value: (await read(after.kl))[0]! },
    { label: '‖Δ*θ*‖', value: (await read(after.stepNorm))[0]! },
  ]);

  // 6  fit b(s) to the returns
  if (fitted) {
    let loss: tf.Scalar | null = null;
    for (let step = 0; step < config.valueSteps; step++) {
      const descent = differentiate(fitted.phi, (φ) =>
        squaredError(fitted.valueFunction.values(φ, observations), returns),
      );
      fitted.adam.descend(fitted.phi, descent.gradient, config.valueLearningRate);
      tf.dispose([descent.gradient, descent.norm]);
      monitor.record('valueLoss', descent.value);
      loss = descent.value;
      await run.breathe();
    }
    yield line(6, async () => [{ label: 'loss', value: (await read(loss!))[0]! }]);
  }

  tf.dispose([observations, codes, advantages, returns, values, thetaOld, old, ascent.gradient]);
  const { means, trouble } = await monitor.collect();
  const metrics: Record<string, number> = { ...means, [stepSizeKey]: rate };
  if (fitted) metrics.explainedVariance = explainedVariance(batch.values, batch.returns);
  return { metrics, trouble };
}

const mean = (numbers: Float32Array): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
