import { frobenius, type Symmetric, subtract } from './symmetric.ts';

/**
 * The Fisher matrix as an average of outer products of scores, F = E[s sᵀ] with s = ∇_θ log π_θ(a), for policies of two
 * parameters; and as the curvature of KL. Scores come as pairs, one after the other.
 *
 * Source: slides "Fisher Information Matrix" and "… is exactly the Hessian of KL divergence".
 */

/** (1/N) Σ s sᵀ over the first N scores. */
export function averageOuterProduct(scores: Float64Array, count: number): Symmetric {
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < 2 * count; i += 2) {
    const [x, y] = [scores[i]!, scores[i + 1]!];
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  return [xx / count, xy / count, yy / count];
}

/** ‖F̂ − F‖ / ‖F‖, in the Frobenius norm. */
export const relativeError = (estimate: Symmetric, exact: Symmetric): number =>
  frobenius(subtract(estimate, exact)) / frobenius(exact);

/** The relative errors of the averages over the first N scores, for ascending N. */
export function errorsAlong(scores: Float64Array, exact: Symmetric, counts: readonly number[]): number[] {
  let [xx, xy, yy, i] = [0, 0, 0, 0];
  return counts.map((count) => {
    for (; i < 2 * count; i += 2) {
      const [x, y] = [scores[i]!, scores[i + 1]!];
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return relativeError([xx / count, xy / count, yy / count], exact);
  });
}

/**
 * What the relative error is for one sample in the mean of squares, √(E‖s‖⁴ − ‖F‖²) / ‖F‖. For N samples it is 1/√N of that.
 *
 * @param fourthMoment E‖s‖⁴.
 */
export const errorOfOne = (fourthMoment: number, exact: Symmetric): number =>
  Math.sqrt(Math.max(0, fourthMoment - frobenius(exact) ** 2)) / frobenius(exact);

/**
 * The Hessian of d ↦ KL(π_θ ‖ π_{θ+d}) at d = 0, by differences of KL itself: for looking, beside F, that they are the same.
 * KL and its slope are 0 at 0, so nothing cancels; what is left is of the order of `near`².
 */
export function hessianOfKl(kl: (first: number, second: number) => number, near = 1e-4): Symmetric {
  const square = near * near;
  return [
    (kl(near, 0) + kl(-near, 0)) / square,
    (kl(near, near) - kl(near, -near) - kl(-near, near) + kl(-near, -near)) / (4 * square),
    (kl(0, near) + kl(0, -near)) / square,
  ];
}
