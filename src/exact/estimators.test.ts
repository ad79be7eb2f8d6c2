import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestConstant,
  expectation,
  likelihoodRatio,
  likelihoodRatioOfLogit,
  logitGradient,
  reparameterized,
} from './estimators.ts';
import type { Gaussian } from './gaussian.ts';
import { density } from './normal.ts';
import { derivative, polynomial, raised, valueAt } from './piecewise.ts';
import { KNOTS, REWARD_SHAPES, rewardOf } from './rewards.ts';

const policy = fc.record({
  mean: fc.double({ min: -4, max: 4, noNaN: true }),
  sigma: fc.double({ min: 0.2, max: 2.5, noNaN: true }),
});
const drawn = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 9, maxLength: 9 });
const reward = fc.tuple(fc.constantFrom(...REWARD_SHAPES), drawn).map(([shape, values]) => rewardOf(shape, values));

/** E g(x) by the midpoint rule over ±9 σ, cut where f may break, so that every panel of the sum is smooth. */
function quadrature(g: (x: number) => number, { mean: mu, sigma }: Gaussian): number {
  const breaks = Array.from({ length: 25 }, (_, i) => (i - 12) / 2);
  const [low, high] = [mu - 9 * sigma, mu + 9 * sigma];
  const ends = [low, ...breaks.filter((x) => x > low && x < high), high];
  let sum = 0;
  for (const [i, to] of ends.slice(1).entries()) {
    const from = ends[i]!;
    const n = Math.max(8, Math.ceil((400 * (to - from)) / sigma));
    const h = (to - from) / n;
    for (let j = 0; j < n; j++) {
      const x = from + (j + 0.5) * h;
      sum += (g(x) * density((x - mu) / sigma) * h) / sigma;
    }
  }
  return sum;
}

describe('the Gaussian policy', () => {
  test('known values: a line, a square', () => {
    const at: Gaussian = { mean: 1, sigma: 0.5 };
    // E x z/σ = 1 and E (x z/σ)² = μ²/σ² + 3, E x² z/σ = 2μ.
    expect(expectation(polynomial(0, 0, 1), at)).toBeCloseTo(1, 14);
    expect(likelihoodRatio(polynomial(0, 0, 1), at).mean).toBeCloseTo(1, 14);
    expect(likelihoodRatio(polynomial(0, 0, 1), at).variance).toBeCloseTo(4 + 3 - 1, 12);
    expect(reparameterized(polynomial(0, 0, 1), at)).toEqual({ mean: 1, variance: 0 });
    expect(likelihoodRatio(polynomial(0, 0, 0, 1), at).mean).toBeCloseTo(2, 13);
    expect(reparameterized(polynomial(0, 0, 0, 1), at).variance).toBeCloseTo(4 * 0.25, 13);
    expect(bestConstant(polynomial(0, 0, 1), at)).toBeCloseTo(-1, 14);
  });

  test('closed forms agree with numerical integrals', () => {
    fc.assert(
      fc.property(reward, policy, (f, at) => {
        const score = (x: number) => (x - at.mean) / at.sigma ** 2;
        const slope = derivative(f);
        const close = (value: number, reference: number) =>
          expect(Math.abs(value - reference)).toBeLessThan(2e-5 * (1 + Math.abs(reference)));
        close(
          expectation(f, at),
          quadrature((x) => valueAt(f, x), at),
        );
        const ratio = likelihoodRatio(f, at);
        const mean = quadrature((x) => valueAt(f, x) * score(x), at);
        close(ratio.mean, mean);
        close(
          ratio.variance,
          quadrature((x) => (valueAt(f, x) * score(x) - mean) ** 2, at),
        );
        const path = reparameterized(f, at);
        close(
          path.mean,
          quadrature((x) => valueAt(slope, x), at),
        );
        close(
          path.variance,
          quadrature((x) => (valueAt(slope, x) - path.mean) ** 2, at),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('the likelihood ratio estimates the slope of E f, for every f', () => {
    fc.assert(
      fc.property(reward, policy, (f, { mean: mu, sigma }) => {
        const h = 1e-4;
        const slope = (expectation(f, { mean: mu + h, sigma }) - expectation(f, { mean: mu - h, sigma })) / (2 * h);
        expect(likelihoodRatio(f, { mean: mu, sigma }).mean).toBeCloseTo(slope, 5);
      }),
    );
  });

  test('both agree where f is continuous; at a jump the reparameterized gradient sees nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REWARD_SHAPES), drawn, policy, (shape, values, at) => {
        const f = rewardOf(shape, values);
        if (shape === 'step') {
          expect(reparameterized(f, at)).toEqual({ mean: 0, variance: 0 });
          expect(likelihoodRatio(f, at).mean).toBeCloseTo((2 * density((1 - at.mean) / at.sigma)) / at.sigma, 12);
        } else expect(reparameterized(f, at).mean).toBeCloseTo(likelihoodRatio(f, at).mean, 10);
      }),
    );
  });

  test('a constant changes the variance alone, by c²/σ² beyond the best one', () => {
    fc.assert(
      fc.property(reward, policy, fc.double({ min: -6, max: 6, noNaN: true }), (f, at, c) => {
        const best = likelihoodRatio(raised(f, bestConstant(f, at)), at);
        const other = likelihoodRatio(raised(f, bestConstant(f, at) + c), at);
        expect(other.mean).toBeCloseTo(best.mean, 10);
        const more = (c / at.sigma) ** 2;
        expect(Math.abs(other.variance - best.variance - more)).toBeLessThan(1e-9 * (1 + other.variance));
      }),
    );
  });
});

test('rewards are continuous but for the step, and take their knots', () => {
  for (const shape of REWARD_SHAPES) {
    const f = rewardOf(
      shape,
      KNOTS.map((x) => Math.sin(x)),
    );
    for (const { from } of f.pieces.slice(1)) {
      const jump = valueAt(f, from) - valueAt(f, from - 1e-9);
      if (shape === 'step') expect(jump).toBe(2);
      else expect(Math.abs(jump)).toBeLessThan(1e-7);
    }
  }
  expect(valueAt(rewardOf('hill', []), 1)).toBe(3);
  expect(KNOTS.map((x) => valueAt(rewardOf('drawn', KNOTS.map(Math.cos)), x))).toEqual(KNOTS.map(Math.cos));
});

describe('softmax over a few actions', () => {
  const logits = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 5, maxLength: 5 });
  const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 5, maxLength: 5 });
  const softmax = (theta: readonly number[]) => {
    const total = theta.reduce((sum, t) => sum + Math.exp(t), 0);
    return theta.map((t) => Math.exp(t) / total);
  };
  const value = (theta: readonly number[], f: readonly number[]) =>
    softmax(theta).reduce((sum, p, k) => sum + p * f[k]!, 0);

  test('its mean is the slope of E f, and a constant leaves it', () => {
    fc.assert(
      fc.property(logits, values, fc.nat({ max: 4 }), (theta, f, k) => {
        const h = 1e-5;
        const moved = (by: number) => theta.map((t, i) => (i === k ? t + by : t));
        const slope = (value(moved(h), f) - value(moved(-h), f)) / (2 * h);
        const { mean, variance, bestConstant: best } = likelihoodRatioOfLogit(softmax(theta), f, k);
        expect(mean).toBeCloseTo(slope, 8);
        expect(logitGradient(softmax(theta), f)[k]).toBeCloseTo(mean, 12);
        const lifted = (by: number) =>
          likelihoodRatioOfLogit(
            softmax(theta),
            f.map((v) => v + by),
            k,
          );
        expect(lifted(7).mean).toBeCloseTo(mean, 12);
        for (const by of [best - 0.5, best + 0.5, 0])
          expect(lifted(best).variance).toBeLessThanOrEqual(lifted(by).variance + 1e-12);
        expect(lifted(0).variance).toBeCloseTo(variance, 12);
      }),
    );
  });

  test('two equal actions, worth 1 and −1', () => {
    // samples ½·1 and −½·−1: always ½.
    expect(likelihoodRatioOfLogit([0.5, 0.5], [1, -1], 0)).toEqual({ mean: 0.5, variance: 0, bestConstant: -0 });
    expect(logitGradient([0.5, 0.5], [1, -1])).toEqual([0.5, -0.5]);
  });
});
