import type { Gaussian } from './gaussian.ts';
import { sliceMoments } from './normal.ts';
import { derivative, type Piecewise } from './piecewise.ts';

/**
 * Two ways to estimate ∂/∂μ E f(x) for x ~ N(μ, σ²) from one sample, in closed form for piecewise polynomials f:
 *
 *     likelihood ratio   f(x) ∂ log p(x)/∂μ = f(x) (x − μ)/σ²      (slide "Likelihood ratio gradient estimator")
 *     reparameterized    ∂/∂μ f(μ + zσ) = f′(μ + zσ)               (slide "Re-parametrization for Gaussian policies")
 *
 * The first is unbiased for every f. The second needs f to be continuous: what happens at a jump, no derivative sees.
 */

/** Of an estimate from one sample. A mean of n independent ones has the n-th part of the variance. */
export interface Estimate {
  readonly mean: number;
  readonly variance: number;
}

/** E f(x). */
export const expectation = (f: Piecewise, policy: Gaussian): number => gaussianMean(f, policy, 1, 0);

/** Its mean is the exact gradient ∂/∂μ E f(x). */
export function likelihoodRatio(f: Piecewise, policy: Gaussian): Estimate {
  const mean = gaussianMean(f, policy, 1, 1) / policy.sigma;
  const square = gaussianMean(f, policy, 2, 2) / policy.sigma ** 2;
  return { mean, variance: Math.max(0, square - mean * mean) };
}

/** Its mean is the exact gradient wherever f does not jump. */
export function reparameterized(f: Piecewise, policy: Gaussian): Estimate {
  const slope = derivative(f);
  const mean = gaussianMean(slope, policy, 1, 0);
  return { mean, variance: Math.max(0, gaussianMean(slope, policy, 2, 0) - mean * mean) };
}

/**
 * The constant to add to f that makes the likelihood ratio's variance least: −E[f s²] / E[s²], s the score.
 * A constant c more than that costs c² E[s²] of variance, and changes the mean by c E[s] = 0.
 */
export const bestConstant = (f: Piecewise, policy: Gaussian): number => -gaussianMean(f, policy, 1, 2);

/** E[f(x)ᵖ zⁿ] for x = μ + zσ, piece by piece. */
function gaussianMean({ pieces }: Piecewise, { mean, sigma }: Gaussian, power: 1 | 2, n: number): number {
  let sum = 0;
  for (const [i, { from, origin, coefficients }] of pieces.entries()) {
    const to = pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const inZ = composed(coefficients, mean - origin, sigma);
    const whole = power === 1 ? inZ : product(inZ, inZ);
    const moments = sliceMoments((from - mean) / sigma, (to - mean) / sigma, whole.length - 1 + n);
    for (const [k, c] of whole.entries()) sum += c * moments[k + n]!;
  }
  return sum;
}

/** The coefficients of p(shift + scale z) in powers of z (Horner). */
function composed(coefficients: readonly number[], shift: number, scale: number): readonly number[] {
  return coefficients.reduceRight<readonly number[]>((sum, c) => {
    const next = product(sum, [shift, scale]).slice(0, coefficients.length);
    next[0] = (next[0] ?? 0) + c;
    return next;
  }, []);
}

function product(p: readonly number[], q: readonly number[]): number[] {
  if (p.length === 0) return [];
  const result = Array<number>(p.length + q.length - 1).fill(0);
  for (const [i, a] of p.entries()) for (const [j, b] of q.entries()) result[i + j] = result[i + j]! + a * b;
  return result;
}

/** The same for a softmax over a few actions: ∂/∂θ_k E f with the score 1[x = k] − π_k. */
export function likelihoodRatioOfLogit(
  probabilities: readonly number[],
  values: readonly number[],
  k: number,
): Estimate & { readonly bestConstant: number } {
  let mean = 0;
  let square = 0;
  let scores = 0;
  let weighted = 0;
  for (const [x, p] of probabilities.entries()) {
    const score = (x === k ? 1 : 0) - probabilities[k]!;
    const value = values[x]!;
    mean += p * score * value;
    square += p * (score * value) ** 2;
    scores += p * score * score;
    weighted += p * score * score * value;
  }
  return { mean, variance: Math.max(0, square - mean * mean), bestConstant: -weighted / scores };
}

/** ∂/∂θ E f of all logits at once: π_k (f_k − E f). */
export function logitGradient(probabilities: readonly number[], values: readonly number[]): readonly number[] {
  const mean = probabilities.reduce((sum, p, k) => sum + p * values[k]!, 0);
  return probabilities.map((p, k) => p * (values[k]! - mean));
}
