import { importanceObjective } from '../algorithms/objectives.ts';
import type { PolicyLearner } from '../nn/learner.ts';
import { normaliseAdvantages } from '../rollout/returns.ts';
import { dot } from '../trust-region/vectors.ts';
import type { UpdateRecord } from './study.ts';
import { surrogatesOf } from './surrogates.ts';

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

/**
 * Measures the step from the record's θ_old to `theta`, on its whole batch, with advantages as its own update saw them.
 * The learner's θ is left at `theta`.
 */
export async function measureStep(
  learner: PolicyLearner,
  { batch, thetaOld, config }: Pick<UpdateRecord, 'batch' | 'thetaOld' | 'config'>,
  theta: Float32Array,
): Promise<StepMeasures> {
  const advantages = batch.advantages.slice();
  if (config.normalizeAdvantage) normaliseAdvantages(advantages);
  const step = Float64Array.from(theta, (now, i) => now - thetaOld[i]!);
  learner.adopt(thetaOld);
  learner.begin({ ...batch, advantages });
  try {
    learner.gradient(importanceObjective, null, advantages, { entCoef: 0, maxGradNorm: 0 });
    const g = Float64Array.from(await learner.direction());
    const Fstep = Float64Array.from(await learner.fisherProduct(Float32Array.from(step)));
    learner.place(Float32Array.from(step));
    const { ratios, kl } = await learner.survey();
    const { surrogate } = surrogatesOf(ratios, advantages, 0);
    return {
      length: Math.sqrt(dot(step, step)),
      klPredicted: 0.5 * dot(step, Fstep),
      kl,
      gainPredicted: dot(g, step),
      gain: surrogate - mean(advantages),
    };
  } finally {
    learner.end();
  }
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
