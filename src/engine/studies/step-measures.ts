import type { OldPolicy } from '../float64/old-policy.ts';
import { dot } from '../vectors.ts';
import { advantagesOf } from './desk.ts';
import type { UpdateRecord } from './study.ts';
import { gainOf } from './surrogates.ts';

/** A step Δ = θ − θ_old: what linear and quadratic models say of it, and what the batch says. */
export interface StepMeasures {
  /** ‖Δ‖ */
  readonly length: number;
  /** ½ ΔᵀFΔ, and mean KL(π_old ‖ π_θ) as measured. */
  readonly klPredicted: number;
  readonly kl: number;
  /** gᵀΔ, and L^IS(θ) − L^IS(θ_old) as measured. */
  readonly gainPredicted: number;
  readonly gain: number;
}

/** Measures steps from the record's θ_old, on its whole batch, with advantages as its own update saw them. */
export class StepGauge {
  private readonly advantages: Float64Array;
  private readonly g: Float64Array;

  /** @param old to be left to this gauge alone */
  constructor(
    private readonly old: OldPolicy,
    private readonly record: Pick<UpdateRecord, 'batch' | 'thetaOld' | 'config'>,
  ) {
    old.open(record.batch, record.thetaOld);
    this.advantages = advantagesOf(record);
    this.g = old.gradient(this.advantages);
  }

  /** The step to `theta`. */
  measure(theta: Float32Array): StepMeasures {
    const { old, g, advantages } = this;
    const step = Float64Array.from(theta, (now, i) => now - this.record.thetaOld[i]!);
    const { ratios, kl } = old.at(theta);
    return {
      length: Math.sqrt(dot(step, step)),
      klPredicted: 0.5 * dot(step, old.fisherProduct(step)),
      kl,
      gainPredicted: dot(g, step),
      gain: gainOf(ratios, advantages),
    };
  }
}
