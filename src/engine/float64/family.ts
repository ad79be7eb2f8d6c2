import { exp, log, sigmoid } from '../math.ts';
import type { Distribution } from '../nn/distribution.ts';
import { fastExp } from './fast-exp.ts';

/** π in every row of a batch. */
export interface Outputs {
  /** rows × headSize: logits as log-probabilities, μ, or a logit. */
  readonly head: Float64Array;
  /** rows × headSize, of a categorical; empty otherwise. */
  readonly probability: Float64Array;
  /** log σ and σ of each component of a Gaussian; empty otherwise. */
  readonly logStd: Float64Array;
  readonly deviation: Float64Array;
}

/** A family of distributions in float64: what nn/ has as tensors, row by row. */
export interface Family {
  /** What the rest reads, from a network's outputs; those are overwritten. */
  prepare(head: Float64Array): Pick<Outputs, 'head' | 'probability'>;
  /** log π(a|s), for encoded actions rows × codeSize. */
  logProbability(pi: Outputs, row: number, codes: ArrayLike<number>): number;
  /** KL(p ‖ q) */
  kl(p: Outputs, q: Outputs, row: number): number;
  /** Writes weight · ∂ log π(a|s) / ∂head, and adds what belongs to log σ. */
  score(
    pi: Outputs,
    row: number,
    codes: ArrayLike<number>,
    weight: number,
    head: Float64Array,
    logStd: Float64Array,
  ): void;
  /** ṫ ← weight · M ṫ, with the Fisher information M of the family in its head. (That of log σ is 2 in every row.) */
  metric(pi: Outputs, row: number, weight: number, tangent: Float64Array): void;
}

/** @param n numbers that the network puts out for one state */
export function familyOf({ kind, headSize: n }: Pick<Distribution, 'kind' | 'headSize'>): Family {
  return { categorical, gaussian, sigmoid: bernoulli }[kind](n);
}

function categorical(n: number): Family {
  return {
    prepare(head) {
      const probability = new Float64Array(head.length);
      for (let first = 0; first < head.length; first += n) {
        let most = head[first]!;
        for (let i = first + 1; i < first + n; i++) most = Math.max(most, head[i]!);
        let total = 0;
        for (let i = first; i < first + n; i++) {
          probability[i] = head[i] === most ? 1 : fastExp(head[i]! - most);
          total += probability[i]!;
        }
        const all = most + log(total);
        for (let i = first; i < first + n; i++) {
          probability[i]! /= total;
          head[i]! -= all;
        }
      }
      return { head, probability };
    },
    logProbability({ head }, row, codes) {
      let sum = 0;
      for (let i = row * n; i < (row + 1) * n; i++) if (codes[i]) sum += codes[i]! * head[i]!;
      return sum;
    },
    kl(p, q, row) {
      let sum = 0;
      for (let i = row * n; i < (row + 1) * n; i++) sum += p.probability[i]! * (p.head[i]! - q.head[i]!);
      return sum;
    },
    score({ probability }, row, codes, weight, head) {
      for (let i = row * n; i < (row + 1) * n; i++) head[i] = weight * (codes[i]! - probability[i]!);
    },
    metric({ probability }, row, weight, tangent) {
      let mean = 0;
      for (let i = row * n; i < (row + 1) * n; i++) mean += probability[i]! * tangent[i]!;
      for (let i = row * n; i < (row + 1) * n; i++) tangent[i] = weight * probability[i]! * (tangent[i]! - mean);
    },
  };
}

const NONE = new Float64Array();
const HALF_LOG_TWO_PI = log(2 * Math.PI) / 2;

function gaussian(n: number): Family {
  return {
    prepare: (head) => ({ head, probability: NONE }),
    logProbability({ head, logStd, deviation }, row, codes) {
      let sum = 0;
      for (let c = 0, i = row * n; c < n; c++, i++) {
        const z = (codes[i]! - head[i]!) / deviation[c]!;
        sum -= 0.5 * z * z + logStd[c]! + HALF_LOG_TWO_PI;
      }
      return sum;
    },
    kl(p, q, row) {
      let sum = 0;
      for (let c = 0, i = row * n; c < n; c++, i++) {
        const [ratio, shift] = [p.deviation[c]! / q.deviation[c]!, (p.head[i]! - q.head[i]!) / q.deviation[c]!];
        sum += q.logStd[c]! - p.logStd[c]! + (ratio * ratio + shift * shift - 1) / 2;
      }
      return sum;
    },
    score(pi, row, codes, weight, head, logStd) {
      for (let c = 0, i = row * n; c < n; c++, i++) {
        const z = (codes[i]! - pi.head[i]!) / pi.deviation[c]!;
        head[i] = (weight * z) / pi.deviation[c]!;
        logStd[c]! += weight * (z * z - 1);
      }
    },
    metric({ deviation }, row, weight, tangent) {
      for (let c = 0, i = row * n; c < n; c++, i++) tangent[i]! *= weight / (deviation[c]! * deviation[c]!);
    },
  };
}

/** Two actions by one logit: codes are +1 and −1. */
function bernoulli(): Family {
  return {
    prepare: (head) => ({ head, probability: NONE }),
    logProbability: ({ head }, row, codes) => logSigma(codes[row]! * head[row]!),
    kl(p, q, row) {
      const [x, y] = [p.head[row]!, q.head[row]!];
      return sigmoid(x) * (logSigma(x) - logSigma(y)) + sigmoid(-x) * (logSigma(-x) - logSigma(-y));
    },
    score(pi, row, codes, weight, head) {
      head[row] = weight * codes[row]! * sigmoid(-codes[row]! * pi.head[row]!);
    },
    metric({ head }, row, weight, tangent) {
      tangent[row]! *= weight * sigmoid(head[row]!) * sigmoid(-head[row]!);
    },
  };
}

/** log σ(x), without overflow at either end. */
const logSigma = (x: number): number => Math.min(x, 0) - log(1 + exp(-Math.abs(x)));
