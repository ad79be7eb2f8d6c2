import type { Environment } from '../envs/environment.ts';
import { type Arithmetic, arithmeticOf } from '../float64/arithmetic.ts';
import { Network } from '../float64/network.ts';
import { OldPolicy, spreadOf } from '../float64/old-policy.ts';
import type { ActingOutputs } from '../nn/distribution.ts';
import { type Policy, type PolicySettings, ValueFunction } from '../nn/policy.ts';
import { normaliseAdvantages } from '../rollout/returns.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { Run } from '../run.ts';
import type { UpdateRecord } from './study.ts';

/** An update laid open: π_old with the batch in hand, far from the run's own. */
export interface OpenUpdate {
  readonly old: OldPolicy;
  /** Â_t of every row, as the update saw them. */
  readonly advantages: Float64Array;
  readonly rows: number;
}

/**
 * Where updates are studied, in float64 and without touching the run: a surrogate's gain is what is left of terms of both
 * signs, and would be mostly noise in the float32 that is enough to learn by.
 */
export class StudyDesk {
  private readonly arithmetic: Arithmetic;
  private readonly old: OldPolicy;
  private readonly actor: Network;
  private critic: Network | null = null;

  constructor(
    private readonly run: Run,
    readonly policy: Policy,
  ) {
    this.arithmetic = arithmeticOf(run.kernel);
    this.old = new OldPolicy(this.arithmetic, policy);
    this.actor = new Network(this.arithmetic, policy.shape);
  }

  get environment(): Environment {
    return this.run.environment;
  }

  /**
   * Lays out the update, until the next one is.
   * @param mostRows Larger batches are thinned evenly to so many rows: for studies that pass over them hundreds of times.
   */
  open(update: UpdateRecord, mostRows: number): OpenUpdate {
    const { batch, thetaOld } = update;
    const shown = thinned({ ...batch, advantages: advantagesOf(update) }, mostRows);
    this.old.open(shown, thetaOld);
    return { old: this.old, advantages: shown.advantages, rows: shown.size };
  }

  /** π_θ in `count` states, to be described by its distribution. */
  policyAt(theta: Float32Array): (observations: Float32Array, count: number) => ActingOutputs {
    const { logStd } = spreadOf(this.policy, theta);
    return (observations, count) => {
      this.actor.load(observations, count);
      return { head: this.actor.forward(theta), logStd };
    };
  }

  /** V_φ of `count` states. */
  valueAt(phi: Float32Array): (observations: Float32Array, count: number) => Float64Array {
    this.critic ??= new Network(this.arithmetic, this.valueFunction().shape);
    const { critic } = this;
    return (observations, count) => {
      critic.load(observations, count);
      return critic.forward(phi);
    };
  }

  private valueFunction(): ValueFunction {
    const {
      hidden,
      valueHidden = hidden,
      activation,
    } = this.run.config as unknown as PolicySettings & {
      readonly valueHidden?: string;
    };
    return new ValueFunction(this.run.environment, { hidden: valueHidden, activation });
  }
}

/** Â_t of every row: normalised over the whole batch where the algorithm does so, also where it does it for each minibatch. */
export function advantagesOf({ batch, config }: Pick<UpdateRecord, 'batch' | 'config'>): Float64Array {
  const advantages = Float64Array.from(batch.advantages);
  return config.normalizeAdvantage ? normaliseAdvantages(advantages) : advantages;
}

/** What a study reads of a batch. */
type Rows<Advantages extends Float32Array | Float64Array> = Pick<Batch, 'size' | 'observations' | 'codes'> & {
  readonly advantages: Advantages;
};

/** Every k-th row, with the least k that leaves few enough. */
export function thinned<Advantages extends Float32Array | Float64Array>(
  batch: Rows<Advantages>,
  mostRows: number,
): Rows<Advantages> {
  const every = Math.ceil(batch.size / mostRows);
  if (every <= 1) return batch;
  const pick = <Column extends Float32Array | Float64Array>(source: Column): Column => {
    const width = source.length / batch.size;
    return source.filter((_, at) => Math.floor(at / width) % every === 0) as Column;
  };
  const { observations, codes, advantages } = batch;
  const size = Math.ceil(batch.size / every);
  return { size, observations: pick(observations), codes: pick(codes), advantages: pick(advantages) };
}
