import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createAveragePolicy, createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { gaeBatch } from '../../rollout/gae-batch.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance } from '../../rollout/trajectories.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import { dot } from '../../vectors.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { horizonOf } from '../horizon.ts';
import { inspectEstimates, inspectSteps } from '../inspect.ts';
import { line } from '../line.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import { project } from './projection.ts';
import type { a2cTrustRegion } from './spec.ts';
import { describeAll, type StatisticsOf, statisticsOf } from './statistics.ts';

type Config = z.infer<typeof a2cTrustRegion.config>;
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
  const average = createAveragePolicy(run, policy);
  const value = createValueLearner(run, config, adam);
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  return { policy, average, value, collector, normalizer: collector.normalizer };
}

/** The closing figure's "A2C, trust region": actor-critic, with the average-policy trust region of ACER (Wang et al. 2016). */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  run π_θ for T steps in each of N environments
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  Â_t ← r_t + γ r_{t+1} + … + γⁿ V_φ(s_{t+n}) − V_φ(s_t), averaged over n by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    if (config.normalizeAdvantage) normaliseAdvantages(batch.advantages);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 8  one step of θ within the trust region, one of φ
    const result = yield* update(run, agent, batch);
    yield { kind: 'iteration', ...result };
  }
}

/** One update: a single step of actor and critic on the whole batch. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value, average } = agent;
  const { delta, averageDecay, entCoef, vfCoef, maxGradNorm } = config;
  const { headSize, freeParameters, codeSize } = policy.policy.distribution;
  const rate = config.learningRate * (config.annealing ? run.remaining : 1);
  const stepSizeKey = 'learningRate';
  const monitor = new Monitor({
    gradNorm: { what: 'the gradient ĝ', line: 6, stepSizeKey },
    ...stepTrouble(6, stepSizeKey),
    ...valueTrouble(7, stepSizeKey),
  });
  policy.begin(batch);
  value.begin(batch);

  // 3  g_t ← ∇ log π_θ(a_t|s_t) Â_t, with a bonus for entropy. All three lines speak of derivatives in the statistics φ_θ(s)
  //    of the distribution (logits, or μ and log σ), sample by sample, as in the paper: the network has no part in them.
  const states = await statisticsOfBatch(agent, batch);
  const g = states.map((state, t) => {
    const bonus = state.entropyGradient();
    const code = batch.codes.subarray(t * codeSize, (t + 1) * codeSize);
    return state.score(code).map((score, i) => score * batch.advantages[t]! + entCoef * bonus[i]!);
  });
  yield line(3, () => [{ label: 'mean ‖*g*_{t}‖', value: meanLength(g) }]);

  // 4  k_t ← ∇ KL(π_avg ‖ π_θ)
  const k = states.map((state) => state.klGradient());
  yield line(4, () => [{ label: 'mean ‖*k*_{t}‖', value: meanLength(k) }]);

  // 5  z_t ← g_t − max(0, (kᵀg − δ)/‖k‖²) k_t
  let held = 0;
  const z = g.map((gradient, t) => {
    const { nearest, shortened } = project(gradient, k[t]!, delta);
    if (shortened) held += 1 / batch.size;
    return nearest;
  });
  yield line(5, () => [
    { label: 'samples held back', value: held },
    { label: 'mean ‖*z*_{t}‖', value: meanLength(z) },
  ]);

  // 6  θ ← Adam step along the mean of z_t, pulled back to θ
  monitor.record('gradNorm', policy.pullBack(splitStatistics(z, headSize, freeParameters), maxGradNorm));
  policy.stepAlong(rate);
  run.updates += 1;
  monitor.recordAll(policy.measure());
  const surrogate = await surrogateMetrics(policy, batch);
  policy.end();
  yield line(6, async () => [
    { label: 'KL', value: await monitor.last('kl') },
    { label: '‖Δ*θ*‖', value: await monitor.last('stepNorm') },
  ]);

  // 7  φ ← Adam step down (V_φ − Ĝ)²
  const descent = value.descend(null, { rate, coefficient: vfCoef, clipRange: 0, maxGradNorm });
  monitor.record('valueLoss', descent.value);
  monitor.record('valueGradNorm', descent.gradNorm);
  value.end();
  yield line(7, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }]);

  // 8  θ_avg ← κ θ_avg + (1 − κ) θ
  average.follow(await policy.theta(), averageDecay);
  yield line(8, () => [{ label: 'share of *θ*', value: 1 - averageDecay }]);

  const { means, trouble } = await monitor.collect();
  const explained = explainedVariance(batch.values, batch.returns);
  const metrics = { ...means, ...surrogate, heldFraction: held, explainedVariance: explained, learningRate: rate };
  return { metrics, trouble };
}

/** π_θ and π_avg in every state of the batch. */
async function statisticsOfBatch({ policy, average }: Agent, batch: Batch): Promise<StatisticsOf[]> {
  const { distribution } = policy.policy;
  const { observations, size } = batch;
  const { descriptionSize: width, kind } = distribution;
  const now = describeAll(distribution, await policy.act(observations, size), size);
  const then = describeAll(distribution, await average.outputs(observations, size), size);
  const at = (all: Float32Array, t: number): Float32Array => all.subarray(t * width, (t + 1) * width);
  return Array.from({ length: size }, (_, t) => statisticsOf(kind, at(now, t), at(then, t)));
}

/** z_t of every sample as the network takes them: the head's part one by one, that of log σ as its mean. */
function splitStatistics(z: readonly Float64Array[], headSize: number, freeParameters: number) {
  const head = new Float32Array(z.length * headSize);
  const logStd = freeParameters ? new Float32Array(freeParameters) : null;
  for (const [t, wanted] of z.entries()) {
    head.set(wanted.subarray(0, headSize), t * headSize);
    logStd?.forEach((sum, c) => {
      logStd[c] = sum + wanted[headSize + c]! / z.length;
    });
  }
  return { head, logStd };
}

const meanLength = (vectors: readonly Float64Array[]): number =>
  vectors.reduce((sum, v) => sum + Math.sqrt(dot(v, v)), 0) / vectors.length;
