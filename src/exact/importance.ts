import type { Gaussian } from './gaussian.ts';

/**
 * Importance sampling between two Gaussian policies on the line, in closed form, and its estimates from samples.
 *
 * Actions come from π_old = N(μ₀, σ₀²); r = π_new/π_old is each one's ratio. Along a trajectory of T independent actions the
 * ratios multiply (slide "Off policy learning with Importance Sampling"): w = Π r. Always E w = 1, yet E log w = −T·KL.
 */
/** log r at a = μ₀ + σ₀ z is constant + linear·z + quadratic·z²: sums over t need only Σ z and Σ z². */
export interface LogRatio {
  readonly constant: number;
  readonly linear: number;
  readonly quadratic: number;
}

export function logRatio(before: Gaussian, after: Gaussian): LogRatio {
  const scale = before.sigma / after.sigma;
  const shift = (before.mean - after.mean) / after.sigma;
  return {
    constant: Math.log(scale) - (shift * shift) / 2,
    linear: -scale * shift,
    quadratic: (1 - scale * scale) / 2,
  };
}

/** log Π r over `steps` actions whose z and z² sum to these. */
export const logProduct = ({ constant, linear, quadratic }: LogRatio, steps: number, sum: number, squares: number) =>
  steps * constant + linear * sum + quadratic * squares;

/** Mean −KL(π_old ‖ π_new) and variance of log r under π_old; over T actions both are T times as large. */
export function logRatioMoments(
  before: Gaussian,
  after: Gaussian,
): { readonly mean: number; readonly variance: number } {
  const { constant, linear, quadratic } = logRatio(before, after);
  return { mean: constant + quadratic, variance: linear * linear + 2 * quadratic * quadratic };
}

/** Whether the target's tails are too heavy for the proposal, σ₁² ≥ 2 σ₀²: then E r² is infinite. */
export const isTooWide = (before: Gaussian, after: Gaussian): boolean => after.sigma ** 2 >= 2 * before.sigma ** 2;

/**
 * E r² under π_old, 1 + χ²; Infinity where the target is too wide, or the number itself. Of many trajectories of T steps the
 * part (E r²)^−T counts: the effective sample size, before chance has its say.
 */
export function secondMoment(before: Gaussian, after: Gaussian): number {
  if (isTooWide(before, after)) return Number.POSITIVE_INFINITY;
  const narrower = 2 * before.sigma ** 2 - after.sigma ** 2;
  const distance = after.mean - before.mean;
  return (before.sigma ** 2 / (after.sigma * Math.sqrt(narrower))) * Math.exp((distance * distance) / narrower);
}

/** log Π_{t' ≤ t} r, one number a step. */
export function logCumulativeRatios(logBefore: ArrayLike<number>, logAfter: ArrayLike<number>): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: logAfter.length }, (_, t) => {
    sum += logAfter[t]! - logBefore[t]!;
    return sum;
  });
}

/** w / Σ w from log w, however far the weights leave the range of numbers. */
export function normalisedWeights(logWeights: ArrayLike<number>): Float64Array {
  const largest = maximum(logWeights);
  const weights = new Float64Array(logWeights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = Math.exp(logWeights[i]! - largest);
    total += weights[i]!;
  }
  for (let i = 0; i < weights.length; i++) weights[i]! /= total;
  return weights;
}

/** (Σ w)² / Σ w²: how many trajectories of the target these are worth (Kong 1992). From 1 to their number, never less. */
export function effectiveSampleSize(logWeights: ArrayLike<number>): number {
  const largest = maximum(logWeights);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < logWeights.length; i++) {
    const weight = Math.exp(logWeights[i]! - largest);
    total += weight;
    squares += weight * weight;
  }
  return (total * total) / squares;
}

/** Mean of w R: unbiased, and as wild as the weights. */
export const ordinaryEstimate = (logWeights: ArrayLike<number>, returns: ArrayLike<number>): number =>
  Array.from(logWeights).reduce((sum, logWeight, i) => sum + Math.exp(logWeight) * returns[i]!, 0) / logWeights.length;

/** Σ w R / Σ w: biased towards what was seen, and never beyond it. */
export const weightedEstimate = (logWeights: ArrayLike<number>, returns: ArrayLike<number>): number =>
  normalisedWeights(logWeights).reduce((sum, weight, i) => sum + weight * returns[i]!, 0);

function maximum(values: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  return largest;
}
