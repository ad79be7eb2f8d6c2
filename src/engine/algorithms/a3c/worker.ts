import type { GradientTask, WorkerGradient } from '../../gradient-workers.ts';
import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import type { Reading } from '../../nn/learner.ts';
import { Collector } from '../../rollout/collect.ts';
import { gaeBatch } from '../../rollout/gae-batch.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import type { Run } from '../../run.ts';
import { readScalar } from '../../tf.ts';
import { policyGradientObjective } from '../objectives.ts';
import type { Shared } from './arrivals.ts';
import type { Config } from './config.ts';

/** Networks for copies θ′ and φ′. They take no steps of their own. */
export function createCopies(run: Run<Config>): Shared {
  return {
    policy: createPolicyLearner(run, run.config, { rule: 'sgd' }),
    value: createValueLearner(run, run.config),
  };
}

/** One actor, simulated or in a thread of its own: lines 1 to 4 of the box. */
export class Worker {
  private readonly collector: Collector;

  /** @param run the worker's own: its steps and episodes are not those of the run that it works for */
  constructor(
    private readonly run: Run<Config>,
    private readonly copies: Shared,
    number: number,
  ) {
    const { nEnvs, normalizeReward } = run.config;
    this.collector = new Collector(run, copies.policy, {
      copies: nEnvs,
      firstCopy: number * nEnvs,
      // Each worker would shift its observations by statistics of its own, and the shared policy meet them all.
      normalizeObs: false,
      normalizeReward,
    });
  }

  async compute(task: GradientTask): Promise<WorkerGradient> {
    const { run, collector } = this;
    const { policy, value } = this.copies;
    const { gamma, gaeLambda, normalizeAdvantage, entCoef, vfCoef, maxGradNorm } = task.config as Config;
    const { now } = run.surroundings;
    const begun = now();

    // 1  θ′ ← θ, φ′ ← φ
    policy.adopt(task.theta);
    value.adopt(task.phi);

    // 2  run π_θ′ for T steps in its own environments
    run.episodes = [];
    const trajectories = await collector.steps(task.horizon, gamma);
    const acted = now();

    // 3  Â_t ← r_t + γ r_{t+1} + … + γⁿ V_φ′(s_{t+n}) − V_φ′(s_t), averaged over n by GAE(λ)
    const batch = await gaeBatch(value, trajectories, { gamma, gaeLambda });
    if (normalizeAdvantage) normaliseAdvantages(batch.advantages);

    // 4  ĝ ← mean of ∇ log π_θ′(a_t|s_t) Â_t, with a bonus for entropy; and the gradient of (V_φ′ − Ĝ)²
    policy.begin(batch);
    value.begin(batch);
    const ascent = policy.gradient(policyGradientObjective, null, batch.advantages, { entCoef, maxGradNorm });
    const descent = value.gradient(null, { coefficient: vfCoef, clipRange: 0, maxGradNorm });
    policy.end();
    value.end();
    return {
      policy: await policy.direction(),
      value: await value.direction(),
      readings: {
        objective: await numberOf(ascent.value),
        gradNorm: await numberOf(ascent.gradNorm),
        valueLoss: await numberOf(descent.value),
        valueGradNorm: await numberOf(descent.gradNorm),
      },
      batch,
      episodes: run.episodes,
      acting: acted - begun,
      computing: now() - acted,
    };
  }
}

const numberOf = (reading: Reading): number | Promise<number> =>
  typeof reading === 'number' ? reading : readScalar(reading);
