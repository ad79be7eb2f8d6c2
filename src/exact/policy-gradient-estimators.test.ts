import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  batchMeans,
  constantValues,
  discountedWeights,
  type Episodes,
  type Estimator,
  equalWeights,
  estimatorMoments,
  exactGradient,
  expectedReturn,
  policyValues,
  sampleEstimates,
  withError,
} from './policy-gradient-estimators.ts';
import { type Pair, stayProbabilities } from './two-state.ts';

const episodes: Episodes = { rewards: [1, 2], gamma: 0.9, start: [0.8, 0.2], horizon: 20 };
const short: Episodes = { ...episodes, horizon: 4 };
const logit = fc.double({ min: -4, max: 4, noNaN: true });
const anyTheta = fc.tuple(logit, logit);

const estimatorsOf = (problem: Episodes, theta: Pair, baseline: number, error: number): Record<string, Estimator> => {
  const weights = discountedWeights(problem);
  const values = policyValues(problem, theta);
  return {
    none: { weights, judge: 'return', values: constantValues(problem, 0) },
    constant: { weights, judge: 'return', values: constantValues(problem, baseline) },
    state: { weights, judge: 'return', values },
    critic: { weights, judge: 'critic', values },
    wrong: { weights, judge: 'critic', values: withError(values, error) },
    unweighted: { weights: equalWeights(problem), judge: 'return', values },
  };
};

/** Mean and covariance by going through every episode there is, with Ψ_t by its definition. */
function enumerated(problem: Episodes, theta: Pair, { weights, judge, values }: Estimator) {
  const stay = stayProbabilities(theta);
  const { horizon, gamma, rewards, start } = problem;
  const sums = [0, 0, 0, 0, 0];
  for (let code = 0; code < 2 ** (horizon + 1); code++) {
    let state = code & 1;
    let chance = start[state]!;
    const steps = Array.from({ length: horizon }, (_, t) => {
      const [from, stays] = [state, ((code >> (t + 1)) & 1) === 0];
      chance *= stays ? stay[from]! : 1 - stay[from]!;
      if (!stays) state = 1 - state;
      return { from, to: state, score: stays ? 1 - stay[from]! : -stay[from]!, reward: stays ? rewards[from]! : 0 };
    });
    const estimate = [0, 0];
    steps.forEach(({ from, to, score, reward }, t) => {
      const toGo = steps.slice(t).reduce((sum, { reward }, k) => sum + gamma ** k * reward, 0);
      const judged = judge === 'return' ? toGo : reward + gamma * values[t + 1]![to]!;
      estimate[from]! += weights[t]! * score * (judged - values[t]![from]!);
    });
    const [a, b] = estimate as [number, number];
    for (const [i, term] of [a, b, a * a, a * b, b * b].entries()) sums[i]! += chance * term;
  }
  const [a, b, aa, ab, bb] = sums as [number, number, number, number, number];
  return { mean: [a, b], covariance: [aa - a * a, ab - a * b, bb - b * b] };
}

test('moments are those of all episodes together', () => {
  fc.assert(
    fc.property(anyTheta, fc.double({ min: -5, max: 5, noNaN: true }), (theta, off) => {
      for (const estimator of Object.values(estimatorsOf(short, theta, off, off))) {
        const [ours, theirs] = [estimatorMoments(short, theta, estimator), enumerated(short, theta, estimator)];
        ours.mean.forEach((value, i) => void expect(value).toBeCloseTo(theirs.mean[i]!, 10));
        ours.covariance.forEach((value, i) => void expect(value).toBeCloseTo(theirs.covariance[i]!, 9));
      }
    }),
    { numRuns: 30 },
  );
});

test('the exact gradient is the slope of the expected return', () => {
  const near = 1e-5;
  fc.assert(
    fc.property(anyTheta, ([first, second]) => {
      const slope = (up: Pair, down: Pair) =>
        (expectedReturn(episodes, up) - expectedReturn(episodes, down)) / (2 * near);
      const [d1, d2] = exactGradient(episodes, [first, second]);
      expect(d1).toBeCloseTo(slope([first + near, second], [first - near, second]), 7);
      expect(d2).toBeCloseTo(slope([first, second + near], [first, second - near]), 7);
    }),
  );
});

test('no baseline biases, a right critic does not, a wrong one does along one line, and so does leaving γ^t out', () => {
  fc.assert(
    fc.property(anyTheta, fc.double({ min: -5, max: 5, noNaN: true }), (theta, off) => {
      const gradient = exactGradient(episodes, theta);
      const { wrong, unweighted, ...unbiased } = estimatorsOf(episodes, theta, off, off);
      for (const estimator of Object.values(unbiased)) {
        const { mean } = estimatorMoments(episodes, theta, estimator);
        expect(mean[0]).toBeCloseTo(gradient[0], 10);
        expect(mean[1]).toBeCloseTo(gradient[1], 10);
      }
      const bias = (estimator: Estimator): Pair => {
        const { mean } = estimatorMoments(episodes, theta, estimator);
        return [mean[0] - gradient[0], mean[1] - gradient[1]];
      };
      const half = { ...wrong!, values: withError(policyValues(episodes, theta), off / 2) };
      bias(wrong!).forEach((value, i) => void expect(value).toBeCloseTo(2 * bias(half)[i]!, 9));
      if (Math.abs(off) > 0.1) expect(Math.hypot(...bias(wrong!))).toBeGreaterThan(1e-6);
      expect(Math.hypot(...bias(unweighted!))).toBeGreaterThan(1e-6);
    }),
  );
});

test('each idea of the lecture takes variance away', () => {
  const { none, constant, state, critic } = estimatorsOf(episodes, [1, 1], 5, 0);
  const spreads = [none!, constant!, state!, critic!].map((estimator) => {
    const [xx, , yy] = estimatorMoments(episodes, [1, 1], estimator).covariance;
    return xx + yy;
  });
  expect(spreads).toEqual(spreads.toSorted((a, b) => b - a));
  expect(spreads[0]! / spreads[3]!).toBeGreaterThan(20);
});

test('sampled episodes estimate what the moments say', () => {
  const theta: Pair = [0.5, -0.5];
  const count = 20_000;
  const uniforms = pseudoRandom(count * (episodes.horizon + 1));
  const estimators = Object.values(estimatorsOf(episodes, theta, 3, -2));
  sampleEstimates(episodes, theta, estimators, uniforms).forEach((estimates, k) => {
    const { mean, covariance } = estimatorMoments(episodes, theta, estimators[k]!);
    for (const [axis, variance] of [covariance[0], covariance[2]].entries()) {
      const values = Array.from({ length: count }, (_, i) => estimates[2 * i + axis]!);
      const sampled = values.reduce((a, b) => a + b) / count;
      expect(Math.abs(sampled - mean[axis]!)).toBeLessThan(5 * Math.sqrt(variance / count));
      const spread = values.reduce((sum, value) => sum + (value - sampled) ** 2, 0) / count;
      expect(spread / variance).toBeGreaterThan(0.93);
      expect(spread / variance).toBeLessThan(1.07);
    }
  });
});

test('one episode, its estimate by hand', () => {
  const theta: Pair = [0, 0];
  const two: Episodes = { ...episodes, horizon: 2 };
  // begins in i, stays (+1), goes (0): scores +½ and −½; returns 1 and 0
  const uniforms = Float32Array.of(0.1, 0.2, 0.9);
  const { none, critic } = estimatorsOf(two, theta, 0, 0);
  const [plain, judged] = sampleEstimates(two, theta, [none!, critic!], uniforms);
  expect(Array.from(plain!)).toEqual([0.5, 0]);
  // V with one step to go: ½ and 1; with two: ½ (1 + .45) + ½ · .9 = 1.175
  expect(judged![0]).toBeCloseTo(0.5 * (1 + 0.9 * 0.5 - 1.175) - 0.9 * 0.5 * (0 - 0.5), 12);
});

test('batches are means of what they pick', () => {
  const means = batchMeans(Float64Array.of(1, 10, 3, 30, 5, 50), 2, Uint16Array.of(0, 1, 2, 2));
  expect(Array.from(means)).toEqual([2, 20, 5, 50]);
});

/** Numerical Recipes' linear congruential generator, enough for a mean. */
function pseudoRandom(count: number): Float32Array {
  let seed = 12345;
  return Float32Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) / 2 ** 24;
  });
}
