import { log } from '../../math.ts';
import type { ActingOutputs, Distribution } from '../../nn/distribution.ts';

/**
 * Derivatives in the statistics φ that the network puts out for one state: the logits of a categorical (or of σ), or μ
 * and log σ of a Gaussian. [headSize + freeParameters] each.
 */
export interface StatisticsOf {
  /** ∂ log π(a|s) / ∂φ, for an encoded action */
  score(code: ArrayLike<number>): Float64Array;
  /** k = ∂ KL(π_avg ‖ π) / ∂φ */
  klGradient(): Float64Array;
  /** ∂ H(π) / ∂φ */
  entropyGradient(): Float64Array;
}

/** Two policies in one state, as `Distribution.describe` tells of them: π_θ and π_avg. */
export const statisticsOf = (kind: Distribution['kind'], now: Float32Array, average: Float32Array): StatisticsOf =>
  FAMILIES[kind](now, average);

/** `Distribution.describe` of `count` states, one after the other. */
export function describeAll(distribution: Distribution, outputs: ActingOutputs, count: number): Float32Array {
  const descriptions = new Float32Array(count * distribution.descriptionSize);
  for (let row = 0; row < count; row++) distribution.describe(outputs, row, descriptions);
  return descriptions;
}

type Family = (now: Float32Array, average: Float32Array) => StatisticsOf;

/** Probabilities p = softmax φ and q = softmax φ_avg: the derivatives are differences of them. */
const categorical: Family = (p, q) => {
  const probabilities = Float64Array.from(p);
  return {
    score: (code) => probabilities.map((x, a) => code[a]! - x),
    klGradient: () => probabilities.map((x, a) => x - q[a]!),
    entropyGradient() {
      const entropy = -probabilities.reduce((sum, x) => sum + timesLog(x), 0);
      return probabilities.map((x) => -timesLog(x) - x * entropy);
    },
  };
};

/** p = σ(φ); the action's code is +1 for the first one, −1 for the other. */
const sigmoid: Family = (now, average) => {
  const [p, q] = [now[0]!, average[0]!];
  return {
    score: (code) => Float64Array.of((code[0]! > 0 ? 1 : 0) - p),
    klGradient: () => Float64Array.of(p - q),
    entropyGradient: () => Float64Array.of(p * timesLog(1 - p) - (1 - p) * timesLog(p)),
  };
};

/** Pairs μ, σ of each component; φ has all μ first, then all log σ. */
const gaussian: Family = (now, average) => {
  const size = now.length / 2;
  /** First a number for each μ, then one for each log σ. */
  const derivatives = (ofMean: (c: number) => number, ofLogStd: (c: number) => number): Float64Array =>
    Float64Array.from({ length: 2 * size }, (_, i) => (i < size ? ofMean(i) : ofLogStd(i - size)));
  const [mean, deviation] = [(c: number) => now[2 * c]!, (c: number) => now[2 * c + 1]!];
  const distance = (c: number): number => mean(c) - average[2 * c]!;
  const variance = (c: number): number => deviation(c) * deviation(c);
  return {
    score(code) {
      const z = (c: number): number => (code[c]! - mean(c)) / deviation(c);
      return derivatives(
        (c) => z(c) / deviation(c),
        (c) => z(c) * z(c) - 1,
      );
    },
    klGradient: () =>
      derivatives(
        (c) => distance(c) / variance(c),
        (c) => 1 - (average[2 * c + 1]! * average[2 * c + 1]! + distance(c) * distance(c)) / variance(c),
      ),
    entropyGradient: () =>
      derivatives(
        () => 0,
        () => 1,
      ),
  };
};

const FAMILIES: Readonly<Record<Distribution['kind'], Family>> = { categorical, sigmoid, gaussian };

/** x log x, 0 at 0. */
const timesLog = (x: number): number => (x > 0 ? x * log(x) : 0);
