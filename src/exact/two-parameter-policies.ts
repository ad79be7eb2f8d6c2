import * as categorical from './categorical.ts';
import { hessianOfKl } from './fisher-estimate.ts';
import * as gaussian from './gaussian.ts';
import type { Symmetric } from './symmetric.ts';

/** A policy with two parameters, and all that its Fisher matrix is made of. */
export interface TwoParameterPolicy {
  /** F = E[s sᵀ], in closed form. */
  readonly fisher: Symmetric;
  /** The Hessian of KL(π_θ ‖ π_{θ+d}) at d = 0, by differences of KL. */
  readonly hessian: Symmetric;
  /** E‖s‖⁴, on which the error of a sampled F depends. */
  readonly fourthMoment: number;
  /**
   * The scores of sampled actions as pairs, one after the other.
   * @param draws from [0, 1) for the softmax, standard normal for the Gaussian.
   * @param into where to write them; twice as long as `draws`.
   */
  readonly scores: (draws: Float64Array, into?: Float64Array) => Float64Array;
}

/** Three actions, two free logits; the third one is 0. */
export function freeSoftmax(first: number, second: number): TwoParameterPolicy {
  const logits = [first, second, 0];
  const [p, q, rest] = categorical.softmax(logits) as [number, number, number];
  const full = categorical.fisherInformation(logits);
  const [a, b, c] = [0, 1, 2].map((action) => categorical.score(logits, action)) as [number[], number[], number[]];
  const fourth = (score: readonly number[]) => (score[0]! ** 2 + score[1]! ** 2) ** 2;
  return {
    fisher: [full[0]![0]!, full[0]![1]!, full[1]![1]!],
    hessian: hessianOfKl((x, y) => categorical.klDivergence(logits, [first + x, second + y, 0])),
    fourthMoment: p * fourth(a) + q * fourth(b) + rest * fourth(c),
    scores(draws, scores = new Float64Array(2 * draws.length)) {
      for (let i = 0; i < draws.length; i++) {
        const draw = draws[i]!;
        const score = draw < p ? a : draw < p + q ? b : c;
        scores[2 * i] = score[0]!;
        scores[2 * i + 1] = score[1]!;
      }
      return scores;
    },
  };
}

/** N(0, σ²) with parameters μ and σ. */
export function freeGaussian(sigma: number): TwoParameterPolicy {
  const policy = { mean: 0, sigma };
  const [mean, spread] = gaussian.fisherInformation(policy);
  return {
    fisher: [mean, 0, spread],
    hessian: hessianOfKl((x, y) => gaussian.klDivergence(policy, { mean: x, sigma: sigma + y }), 1e-4 * sigma),
    // σ⁴ E‖s‖⁴ = E(z² + (z² − 1)²)² = E(z⁸ − 2z⁶ + 3z⁴ − 2z² + 1) = 105 − 30 + 9 − 2 + 1
    fourthMoment: 83 / sigma ** 4,
    scores(draws, scores = new Float64Array(2 * draws.length)) {
      for (let i = 0; i < draws.length; i++) {
        const z = draws[i]!;
        scores[2 * i] = z / sigma;
        scores[2 * i + 1] = (z * z - 1) / sigma;
      }
      return scores;
    },
  };
}
