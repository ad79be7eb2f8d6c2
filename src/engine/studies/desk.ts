import type { Environment } from '../envs/environment.ts';
import { KernelPolicyLearner } from '../nn/kernel-policy-learner.ts';
import { KernelValueLearner } from '../nn/kernel-value-learner.ts';
import type { PolicyLearner, ValueLearner } from '../nn/learner.ts';
import { Adam, GradientStep } from '../nn/optimizers.ts';
import { type Policy, type PolicySettings, ValueFunction } from '../nn/policy.ts';
import { TfPolicyLearner } from '../nn/tf-policy-learner.ts';
import { TfValueLearner } from '../nn/tf-value-learner.ts';
import { normaliseAdvantages } from '../rollout/returns.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { Run } from '../run.ts';
import type { UpdateRecord } from './study.ts';

/** An update laid open: a learner of its own that stands at θ_old with the batch in hand, far from the run's. */
export interface OpenUpdate {
  readonly learner: PolicyLearner;
  /** Â_t of every row, as the update saw them. */
  readonly advantages: Float32Array;
  readonly rows: number;
}

/** Where updates are studied: a copy of π_θ that is moved about without touching the run. */
export class StudyDesk {
  private scratch: PolicyLearner | null = null;
  private critic: ValueLearner | null = null;

  constructor(
    private readonly run: Run,
    private readonly policy: Policy,
  ) {}

  /**
   * Lays out the update for `study`, then puts it away.
   * @param mostRows Larger batches are thinned evenly to so many rows: for studies that pass over them hundreds of times.
   */
  async with<Result>(
    { batch, thetaOld, config }: UpdateRecord,
    mostRows: number,
    study: (update: OpenUpdate) => Promise<Result>,
  ): Promise<Result> {
    const advantages = batch.advantages.slice();
    // Over the whole batch, also where the algorithm does it for each minibatch.
    if (config.normalizeAdvantage) normaliseAdvantages(advantages);
    const shown = thinned({ ...batch, advantages }, mostRows);
    this.scratch ??= this.createLearner();
    const learner = this.scratch;
    learner.adopt(thetaOld);
    learner.begin(shown);
    try {
      return await study({ learner, advantages: shown.advantages, rows: shown.size });
    } finally {
      learner.end();
    }
  }

  get environment(): Environment {
    return this.run.environment;
  }

  /** π_θ at that θ, until the desk is used for something else. */
  policyAt(theta: Float32Array): PolicyLearner {
    this.scratch ??= this.createLearner();
    this.scratch.adopt(theta);
    return this.scratch;
  }

  /** V_φ at that φ, likewise. */
  valueAt(phi: Float32Array): ValueLearner {
    this.critic ??= this.createCritic();
    this.critic.adopt(phi);
    return this.critic;
  }

  dispose(): void {
    this.scratch?.dispose();
    this.critic?.dispose?.();
  }

  private createCritic(): ValueLearner {
    const { run } = this;
    const {
      hidden,
      valueHidden = hidden,
      activation,
    } = run.config as unknown as PolicySettings & {
      readonly valueHidden?: string;
    };
    const value = new ValueFunction(run.environment, { hidden: valueHidden, activation });
    const phi = value.initialPhi(run.seed);
    return run.kernel
      ? new KernelValueLearner(run.kernel, value, phi)
      : new TfValueLearner(value, phi, new Adam(value.size));
  }

  private createLearner(): PolicyLearner {
    const { run, policy } = this;
    const theta = policy.initialTheta(run.seed);
    return run.kernel
      ? new KernelPolicyLearner(policy, run.kernel, theta, { rule: 'sgd' })
      : new TfPolicyLearner(policy, theta, new GradientStep());
  }
}

/** Every k-th row, with the least k that leaves few enough. */
export function thinned(batch: Batch, mostRows: number): Batch {
  const every = Math.ceil(batch.size / mostRows);
  if (every <= 1) return batch;
  const rows = Array.from({ length: Math.ceil(batch.size / every) }, (_, i) => i * every);
  const pick = (source: Float32Array): Float32Array => {
    const width = source.length / batch.size;
    const picked = new Float32Array(rows.length * width);
    rows.forEach((row, i) => {
      picked.set(source.subarray(row * width, (row + 1) * width), i * width);
    });
    return picked;
  };
  const { observations, codes, advantages, returns, values } = batch;
  return {
    size: rows.length,
    observations: pick(observations),
    codes: pick(codes),
    advantages: pick(advantages),
    returns: pick(returns),
    values: pick(values),
  };
}
