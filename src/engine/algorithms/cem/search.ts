import { restoreArray } from '../../checkpoint-part.ts';
import type { RunPart } from '../../run.ts';
import type { CheckpointPart } from '../../run-spec.ts';

/**
 * Where to look for a better θ: N(mean, diag σ²). The mean is the policy's own θ and kept by whoever holds that; here are
 * the deviations σ.
 *
 * Source: Rubinstein 1999; for policies, with noise that keeps σ from vanishing too early, Szita and Lőrincz 2006,
 * "Learning Tetris Using the Noisy Cross-Entropy Method".
 */
export class SearchDistribution implements RunPart {
  /** σ, one a component of θ. */
  readonly deviation: Float64Array;

  /**
   * @param size Length of θ.
   * @param searched How many of its first components the search is over; the others stay as they are.
   */
  constructor(
    size: number,
    private readonly searched: number,
    initialStd: number,
  ) {
    this.deviation = new Float64Array(size).fill(initialStd, 0, searched);
  }

  /** mean + σ ⊙ z, with standard normal z_k = `normal(k)`. */
  draw(mean: Float32Array, normal: (component: number) => number): Float32Array {
    return mean.map((value, k) => (k < this.searched ? value + this.deviation[k]! * normal(k) : value));
  }

  /**
   * Fits σ² to the elite, plus `extraVariance`.
   * @returns their mean, rounded to float32
   */
  fit(elite: readonly Float32Array[], extraVariance: number): Float32Array {
    const mean = new Float64Array(this.deviation.length);
    for (const theta of elite) for (let k = 0; k < mean.length; k++) mean[k]! += theta[k]! / elite.length;
    for (let k = 0; k < this.searched; k++) {
      let variance = extraVariance;
      for (const theta of elite) variance += ((theta[k]! - mean[k]!) * (theta[k]! - mean[k]!)) / elite.length;
      this.deviation[k] = Math.sqrt(variance);
    }
    return Float32Array.from(mean);
  }

  /** Root mean square of σ over the components searched. */
  spread(): number {
    return Math.sqrt(this.deviation.reduce((sum, sigma) => sum + sigma * sigma, 0) / this.searched);
  }

  save(): CheckpointPart {
    return { deviation: this.deviation.slice() };
  }

  load(part: CheckpointPart): void {
    restoreArray(part, 'deviation', this.deviation);
  }
}

/** The best `fraction` of the candidates, at least one, best first; of equals the earlier ones. */
export function eliteOf<Candidate extends { readonly score: number }>(
  candidates: readonly Candidate[],
  fraction: number,
): Candidate[] {
  const count = Math.max(1, Math.round(fraction * candidates.length));
  return candidates.toSorted((a, b) => b.score - a.score).slice(0, count);
}

/** What the extra noise adds to σ² in generation t, from 0: ζ² (1 − t/T), until it is nothing. */
export const extraVariance = (extraNoise: number, generation: number, generations: number): number =>
  extraNoise * extraNoise * Math.max(0, 1 - generation / generations);
