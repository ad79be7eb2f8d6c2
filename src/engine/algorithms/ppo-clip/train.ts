import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import type { Outputs } from '../../nn/distribution.ts';
import { differentiate } from '../../nn/gradient.ts';
import { Adam, norm } from '../../nn/optimizers.ts';
import { Parameters } from '../../nn/parameters.ts';
import { Policy, ValueFunction } from '../../nn/policy.ts';
import { shuffle } from '../../rng.ts';
import { Collector } from '../../rollout/collect.ts';
import { gatherRows, minibatches, toDevice } from '../../rollout/device-batch.ts';
import { gae, lambdaReturns, normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance, toBatch } from '../../rollout/trajectories.ts';
import { visitedValues } from '../../rollout/values.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import { read, readScalar, tf } from '../../tf.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { inspectRatios } from '../inspect.ts';
import { line, lineWith } from '../line.ts';
import { clipFraction, clippedSurrogate, valueLoss } from './objective.ts';
import type { ppoClip } from './spec.ts';

type Config = z.infer<typeof ppoClip.config>;
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
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  return {
    policy,
    valueFunction,
    collector,
    normalizer: collector.normalizer,
    theta: run.keep('theta', new Parameters(policy.initialTheta(seed))),
    phi: run.keep('phi', new Parameters(valueFunction.initialPhi(seed))),
    policyAdam: run.keep('policyAdam', new Adam(policy.size, { epsilon: 1e-5 })),
    valueAdam: run.keep('valueAdam', new Adam(valueFunction.size, { epsilon: 1e-5 })),
  };
}

/** "PPO: Clipped Objective". θ_k is the policy that collected the batch, θ the one that moves. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect D_k by running π_θk
    const horizon = Math.min(config.nSteps, Math.ceil((config.totalSteps - run.steps) / config.nEnvs));
    const trajectories = await agent.collector.steps(agent.theta, horizon, config.gamma);
    yield line(1, () => [
      { label: 'steps', value: trajectories.rows },
      { label: 'episodes ended', value: run.episodes.length },
    ]);

    // 2  estimate Â_t by GAE(λ)
    const { values, nextValues } = await visitedValues(agent.valueFunction, agent.phi, trajectories);
    const advantages = gae(
      trajectories,
      values,
      nextValues,
      config.gamma,
      config.gaeLambda,
      new Float64Array(values.length),
    );
    const returns = lambdaReturns(advantages, values, new Float64Array(values.length));
    const batch = toBatch(trajectories, { advantages, returns, values });
    yield line(2, () => [
      { label: 'mean |*Â*|', value: batch.advantages.reduce((sum, a) => sum + Math.abs(a), 0) / batch.size },
      { label: 'explained variance', value: explainedVariance(batch.values, batch.returns) },
    ]);

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
  const { policy, theta, phi } = agent;
  const rate = config.learningRate * (config.annealing ? run.remaining : 1);
  const monitor = new Monitor({
    objective: { what: 'the objective L^CLIP', line: 5, stepSizeKey: 'learningRate' },
    gradNorm: { what: 'the gradient ĝ', line: 5, stepSizeKey: 'learningRate' },
    valueLoss: { what: 'the value loss', line: 6, stepSizeKey: 'learningRate' },
    kl: { what: 'KL(π_old ‖ π_new)', line: 5, stepSizeKey: 'learningRate' },
    entropy: { what: 'the entropy', line: 5, stepSizeKey: 'learningRate' },
    clipFraction: { what: 'the ratio r', line: 4, stepSizeKey: 'learningRate' },
    stepNorm: { what: 'θ', line: 5, stepSizeKey: 'learningRate' },
  });
  const { advantages: allAdvantages, ...all } = toDevice(batch);
  allAdvantages.dispose();
  const thetaOld = tf.clone(theta.tensor);
  const old = tf.tidy(() => policy.outputs(thetaOld, all.observations));
  const data = { ...all, logPiOld: tf.tidy(() => policy.distribution.logProbability(old, all.codes)) };

  const ratioOf = (outputs: Outputs, { codes, logPiOld }: Pick<typeof data, 'codes' | 'logPiOld'>): tf.Tensor1D =>
    tf.exp(tf.sub(policy.distribution.logProbability(outputs, codes), logPiOld));
  const meanKl = (): tf.Scalar =>
    tf.tidy(() => tf.mean(policy.distribution.kl(old, policy.outputs(theta.tensor, all.observations))) as tf.Scalar);

  const order = new Uint32Array(batch.size);
  const rounds = Math.ceil(batch.size / config.batchSize);
  for (let epoch = 1; epoch <= config.nEpochs; epoch++) {
    shuffle(order, run.seed, run.iteration * MOST_EPOCHS + epoch);
    let round = 0;
    for (const indices of minibatches(order, config.batchSize)) {
      // 3  repeat K times, for each minibatch
      const advantages = Float32Array.from(indices, (row) => batch.advantages[row]!);
      if (config.normalizeAdvantage) normaliseAdvantages(advantages);
      const minibatch = { ...gatherRows(data, indices), advantages: tf.tensor1d(advantages) };
      round += 1;
      const final = round === rounds && (epoch === config.nEpochs || config.targetKl > 0);
      const place = `${epoch}/${config.nEpochs} · ${round}/${rounds}`;
      yield line(3, () => [{ label: 'epoch', value: place }], { final });

      // 4  r_t ← π_θ(a|s) / π_θk(a|s)
      const ratio = () => tf.tidy(() => ratioOf(policy.outputs(theta.tensor, minibatch.observations), minibatch));
      yield lineWith(4, (wants) => inspectRatios(ratio, minibatch, config.clipRange, wants.has('ratios')), { final });

      // 5  θ ← Adam step on L^CLIP(θ), with a bonus for entropy
      const ascent = differentiate(
        theta,
        (θ) => {
          const outputs = policy.outputs(θ, minibatch.observations);
          const objective = clippedSurrogate(ratioOf(outputs, minibatch), minibatch.advantages, config.clipRange);
          if (config.entCoef === 0) return objective;
          return tf.add(objective, tf.mul(tf.mean(policy.distribution.entropy(outputs)), config.entCoef));
        },
        config.maxGradNorm,
      );
      agent.policyAdam.ascend(theta, ascent.gradient, rate);
      run.updates += 1;
      ascent.gradient.dispose();
      monitor.record('objective', ascent.value);
      monitor.record('gradNorm', ascent.norm);
      yield lineWith(
        5,
        async (wants) => ({
          values: [
            { label: 'KL', value: await readScalar(meanKl()) },
            { label: '‖*ĝ*‖', value: (await read(ascent.norm))[0]! },
            { label: '*L*^{CLIP}', value: (await read(ascent.value))[0]! },
          ],
          diagnostics: (await inspectRatios(ratio, minibatch, config.clipRange, wants.has('ratios'))).diagnostics,
        }),
        { final },
      );

      // 6  φ ← Adam step on (V_φ − Ĝ)²
      const descent = differentiate(
        phi,
        (φ) => {
          const value = agent.valueFunction.values(φ, minibatch.observations);
          return tf.mul(valueLoss(value, minibatch.values, minibatch.returns, config.clipRangeVf), config.vfCoef);
        },
        config.maxGradNorm,
      );
      agent.valueAdam.descend(phi, descent.gradient, rate);
      monitor.record('valueLoss', descent.value);
      yield line(6, async () => [{ label: 'loss', value: (await read(descent.value))[0]! }], { final });
      tf.dispose([minibatch, descent.gradient, descent.norm]);
    }
    if (config.targetKl > 0 && (await readScalar(meanKl())) > 1.5 * config.targetKl) break;
  }

  const after = tf.tidy(() => {
    const outputs = policy.outputs(theta.tensor, all.observations);
    return {
      kl: tf.mean(policy.distribution.kl(old, outputs)) as tf.Scalar,
      entropy: tf.mean(policy.distribution.entropy(outputs)) as tf.Scalar,
      clipFraction: clipFraction(ratioOf(outputs, data), config.clipRange),
      stepNorm: norm(tf.sub(theta.tensor, thetaOld)),
    };
  });
  for (const [name, scalar] of Object.entries(after)) monitor.record(name as keyof typeof after, scalar);
  tf.dispose([data, thetaOld, old]);
  const { means, trouble } = await monitor.collect();
  const metrics = { ...means, explainedVariance: explainedVariance(batch.values, batch.returns), learningRate: rate };
  return { metrics, trouble };
}

/** More than `nEpochs` can be: keeps the shuffles of different iterations apart. */
const MOST_EPOCHS = 128;
