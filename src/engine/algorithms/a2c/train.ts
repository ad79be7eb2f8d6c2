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
import { line, lineWith } from '../line.ts';
import { policyGradientObjective } from '../objectives.ts';
import { surrogateMetrics } from '../surrogate-metrics.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import { LockstepLog } from '../worker-timeline.ts';
import type { a2c } from './spec.ts';

type Config = z.infer<typeof a2c.config>;
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

/** "Actor-critic", synchronised parallel: N actors share θ, and none goes on before all have been learned from. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;
    const timeline = new LockstepLog(run.surroundings.now, config.nEnvs);

    // 1  run π_θ for T steps in each of N environments
    const trajectories = await agent.collector.steps(horizonOf(run), config.gamma);
    timeline.all('acting');
    yield line(1, () => inspectSteps(run, trajectories));

    // 2  Â_t ← r_t + γ r_{t+1} + … + γⁿ V_φ(s_{t+n}) − V_φ(s_t), averaged over n by GAE(λ); λ = 1 has the largest n alone
    const batch = await gaeBatch(agent.value, trajectories, config);
    if (config.normalizeAdvantage) normaliseAdvantages(batch.advantages);
    yield line(2, () => inspectEstimates(batch));

    // 3 – 5  one step of θ and one of φ
    const result = yield* update(run, agent, batch, timeline);
    yield { kind: 'iteration', ...result };
  }
}

/** One update: a single step of actor and critic on the whole batch. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, batch: Batch, timeline: LockstepLog) {
  const { config } = run;
  const { policy, value } = agent;
  const { entCoef, vfCoef, maxGradNorm } = config;
  const rate = config.learningRate * (config.annealing ? run.remaining : 1);
  const stepSizeKey = 'learningRate';
  const monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 3, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 3, stepSizeKey },
    ...stepTrouble(4, stepSizeKey),
    ...valueTrouble(5, stepSizeKey),
  });
  policy.begin(batch);
  value.begin(batch);

  // 3  ĝ ← mean of ∇ log π_θ(a_t|s_t) Â_t over all N, with a bonus for entropy
  const ascent = policy.gradient(policyGradientObjective, null, batch.advantages, { entCoef, maxGradNorm });
  monitor.record('objective', ascent.value);
  monitor.record('gradNorm', ascent.gradNorm);
  yield line(3, async () => [{ label: '‖*ĝ*‖', value: await monitor.last('gradNorm') }]);

  // 4  θ ← θ + α ĝ, by Adam
  timeline.all('computing');
  policy.stepAlong(rate);
  run.updates += 1;
  timeline.all('applying');
  timeline.updateByAll();
  monitor.recordAll(policy.measure());
  const surrogate = await surrogateMetrics(policy, batch);
  policy.end();
  yield lineWith(4, async (wants) => ({
    values: [
      { label: 'KL', value: await monitor.last('kl') },
      { label: '‖Δ*θ*‖', value: await monitor.last('stepNorm') },
    ],
    ...timeline.diagnostics(wants),
  }));

  // 5  φ ← Adam step down (V_φ − Ĝ)²
  const descent = value.descend(null, { rate, coefficient: vfCoef, clipRange: 0, maxGradNorm });
  monitor.record('valueLoss', descent.value);
  monitor.record('valueGradNorm', descent.gradNorm);
  value.end();
  yield line(5, async () => [{ label: 'loss', value: await monitor.last('valueLoss') }]);

  const { means, trouble } = await monitor.collect();
  const explained = explainedVariance(batch.values, batch.returns);
  return { metrics: { ...means, ...surrogate, explainedVariance: explained, learningRate: rate }, trouble };
}
