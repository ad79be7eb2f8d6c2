import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { gaeBatch } from '../../rollout/gae-batch.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { type Batch, explainedVariance } from '../../rollout/trajectories.ts';
import type { Run } from '../../run.ts';
import type { LineValues, TrainEvent } from '../../run-events.ts';
import { conjugateGradient } from '../../trust-region/conjugate-gradient.ts';
import { fisherProduct } from '../../trust-region/fisher.ts';
import { acceptedIndex, type Candidate, lineSearch } from '../../trust-region/line-search.ts';
import { predictedKl, type StepRule, stepScale } from '../../trust-region/step-scale.ts';
import { dot, scaled } from '../../vectors.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { fitValue } from '../fit-value.ts';
import { horizonOf } from '../horizon.ts';
import { inspectEstimates, inspectSteps } from '../inspect.ts';
import { line, lineWith } from '../line.ts';
import { importanceObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import type { trpo } from './spec.ts';

type Config = z.infer<typeof trpo.config>;
type Agent = ReturnType<typeof createAgent>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  // θ goes where the line search puts it: no optimiser has a say.
  const policy = createPolicyLearner(run, config, { rule: 'sgd' });
  const value = createValueLearner(run, config);
  const collector = new Collector(run, policy, { ...config, copies: config.nEnvs });
  return { policy, value, collector, normalizer: collector.normalizer };
}

/** "Algorithm 3: Trust Region Policy Optimization", with Algorithm 2 as its line search. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;

    // 1  collect D_k by running π_θk
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  estimate Â_t by GAE(λ)
    const batch = await gaeBatch(agent.value, trajectories, config);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 9  step θ inside the trust region, and fit V_φ
    const result = yield* update(run, agent, batch);

    // 10  k ← k + 1
    yield line(10, () => [{ label: '*k*', value: run.iteration }]);
    yield { kind: 'iteration', ...result };
  }
}

/** One update from θ_k. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch) {
  const { config } = run;
  const { policy, value } = agent;
  const isConstrained = config.form === 'constraint';
  const stepSizeKey = isConstrained ? 'delta' : 'beta';
  const advantages = batch.advantages.slice();
  if (config.normalizeAdvantage) normaliseAdvantages(advantages);
  const monitor = new Monitor({
    objective: { what: 'the objective L', line: 3, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 3, stepSizeKey },
    ...stepTrouble(8, stepSizeKey),
    ...valueTrouble(9, 'valueLearningRate'),
  });
  policy.begin(batch);

  // 3  ĝ ← ∇_θ L_θk(θ) at θ_k
  const ascent = policy.gradient(importanceObjective, null, advantages, { entCoef: 0, maxGradNorm: 0 });
  monitor.record('objective', ascent.value);
  monitor.record('gradNorm', ascent.gradNorm);
  const g = Float64Array.from(await policy.direction());
  yield line(3, async () => [{ label: '‖*ĝ*‖', value: await monitor.last('gradNorm') }]);

  // 4  f(v) = H v, with the Hessian H of KL(π_k ‖ π_θ) at θ_k, damped
  const f = fisherProduct(policy, config.cgDamping);
  yield line(4, async () => [
    { label: '*ĝ*ᵀ*Hĝ* / *ĝ*ᵀ*ĝ*', value: dot(g, await f(g)) / Math.max(dot(g, g), Number.MIN_VALUE) },
    { label: 'parameters', value: g.length },
  ]);

  // 5  x ≈ H⁻¹ĝ, by n_cg iterations of conjugate gradient
  const { x, residuals, iterates } = await conjugateGradient(f, g, config.cgIterations);
  const residual = Math.sqrt((residuals.at(-1) ?? dot(g, g)) / Math.max(dot(g, g), Number.MIN_VALUE));
  const solved = { conjugateGradient: { start: dot(g, g), residuals, iterates } };
  yield lineWith(5, () => ({
    values: [
      { label: '‖*Hx* − *ĝ*‖ / ‖*ĝ*‖', value: residual },
      { label: 'iterations', value: residuals.length },
    ],
    diagnostics: solved,
  }));

  // 6  Δ ← √(2δ / xᵀHx) x; the penalised problem has Δ = x / β
  const rule: StepRule = isConstrained ? { rule: 'kl', delta: config.delta } : { rule: 'penalty', lambda: config.beta };
  const xHx = dot(x, await f(x));
  const scale = stepScale(rule, xHx);
  const length = scale * Math.sqrt(dot(x, x));
  const naturalStep = { scale, length, gain: scale * dot(g, x), kl: predictedKl(scale, xHx) };
  const proposed = { ...solved, naturalStep };
  yield lineWith(6, () => ({
    values: [
      { label: '‖Δ‖', value: length },
      { label: isConstrained ? '√(2*δ* / *x*ᵀ*Hx*)' : '1 / *β*', value: scale },
    ],
    diagnostics: proposed,
  }));

  // 7  for j = 0, 1, … L: θ ← θ_k + α^j Δ
  const { surrogate: surrogateOld } = await policy.assess(importanceObjective, advantages);
  const conditions = isConstrained
    ? { surrogateOld, maxKl: config.delta, penalty: 0 }
    : { surrogateOld, maxKl: Number.POSITIVE_INFINITY, penalty: config.beta };
  const candidates: Candidate[] = [];
  const search = lineSearch(config, conditions, (factor) => {
    policy.place(scaled(factor * scale, x));
    return policy.assess(importanceObjective, advantages);
  });
  for await (const candidate of search) {
    candidates.push(candidate);
    const final = candidate.refused === null || candidate.j === config.lineSearchSteps;
    yield line(
      7,
      () => [
        { label: '*j*', value: candidate.j },
        { label: '*α*^{j}', value: candidate.factor },
      ],
      { final },
    );

    // 8  if L_θk(θ) ≥ 0, counted from θ_k, and KL ≤ δ: accept
    const searched = { ...proposed, lineSearch: { candidates, ...conditions } };
    yield lineWith(8, () => ({ values: verdict(candidate), diagnostics: searched }), { final });
  }
  const lineSearchIndex = acceptedIndex(candidates);
  const taken = lineSearchIndex < 0 ? 0 : scale * candidates[lineSearchIndex]!.factor;
  if (taken === 0) policy.place(new Float32Array(g.length));
  run.updates += 1;
  monitor.recordAll(policy.measure());
  const surrogates = await surrogateMetrics(policy, { ...batch, advantages });
  policy.end();

  // 9  fit V_φ to the returns
  await fitValue(run, value, batch, config, monitor);
  yield line(9, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }]);

  const { means, trouble } = await monitor.collect();
  const klPredicted = predictedKl(taken, xHx - config.cgDamping * dot(x, x));
  const metrics = {
    ...means,
    ...surrogates,
    klPredicted,
    cgResidual: residual,
    lineSearchIndex,
    explainedVariance: explainedVariance(batch.values, batch.returns),
    [stepSizeKey]: config[stepSizeKey],
  };
  return { metrics, trouble };
}

const verdict = ({ improvement, kl, refused }: Candidate): LineValues['values'] => [
  { label: 'verdict', value: refused ?? 'accepted' },
  { label: 'KL', value: kl },
  { label: '*L*', value: improvement },
];
