import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterStep,
  coordinatesOf,
  density,
  entropy,
  fisherInformation,
  type Gaussian,
  gradientBy,
  klDivergence,
  klGradient,
  logDensity,
  PARAMETRISATIONS,
  policyAt,
  score,
} from './gaussian.ts';

const policy: fc.Arbitrary<Gaussian> = fc.record({
  mean: fc.double({ min: -3, max: 3, noNaN: true }),
  sigma: fc.double({ min: 0.2, max: 3, noNaN: true }),
});
const by = fc.constantFrom(...PARAMETRISATIONS);

/** E f(x), by the trapezoidal rule over ten standard deviations: exact to rounding for what is as smooth as this. */
function expectation(of: Gaussian, f: (x: number) => number): number {
  const width = of.sigma / 16;
  let sum = 0;
  for (let i = -160; i <= 160; i++) sum += density(of, of.mean + i * width) * f(of.mean + i * width) * width;
  return sum;
}

test('known values', () => {
  expect(density({ mean: 0, sigma: 1 }, 0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15);
  expect(klDivergence({ mean: 0, sigma: 1 }, { mean: 1, sigma: 1 })).toBe(0.5);
  expect(klDivergence({ mean: 0, sigma: 1 }, { mean: 0, sigma: 2 })).toBeCloseTo(Math.LN2 - 3 / 8, 15);
  expect(klDivergence({ mean: 2, sigma: 0.3 }, { mean: 2, sigma: 0.3 })).toBe(0);
  expect(fisherInformation({ mean: 5, sigma: 0.5 })).toEqual([4, 8]);
  expect(fisherInformation({ mean: 5, sigma: 0.5 }, 'logSigma')).toEqual([4, 2]);
  expect(fisherInformation({ mean: 5, sigma: 0.5 }, 'variance')).toEqual([4, 8]);
});

test('coordinates name policies, and points without one are told', () => {
  fc.assert(
    fc.property(policy, by, (one, how) => {
      const back = policyAt(coordinatesOf(one, how), how)!;
      expect(back.mean).toBe(one.mean);
      expect(back.sigma / one.sigma).toBeCloseTo(1, 14);
    }),
  );
  expect(policyAt([0, 0])).toBeNull();
  expect(afterStep({ mean: 0, sigma: 0.5 }, [0, -0.25], 'variance')).toBeNull();
  expect(afterStep({ mean: 0, sigma: 0.5 }, [1, -9], 'logSigma')!.sigma).toBeGreaterThan(0);
});

test('entropy, KL and F are the expectations that define them', () => {
  fc.assert(
    fc.property(policy, policy, by, (p, q, how) => {
      expect(expectation(p, (x) => -logDensity(p, x))).toBeCloseTo(entropy(p), 10);
      const kl = expectation(p, (x) => logDensity(p, x) - logDensity(q, x));
      expect(Math.abs(klDivergence(p, q) - kl)).toBeLessThan(1e-10 * (1 + kl));
      const fisher = fisherInformation(p, how);
      for (const i of [0, 1] as const) {
        expect(expectation(p, (x) => score(p, x, how)[i])).toBeCloseTo(0, 8);
        expect(expectation(p, (x) => score(p, x, how)[i] ** 2) / fisher[i]).toBeCloseTo(1, 10);
      }
      expect(expectation(p, (x) => score(p, x, how)[0] * score(p, x, how)[1])).toBeCloseTo(0, 8);
    }),
  );
});

test('F is the curvature of KL in either order, in every parametrisation', () => {
  fc.assert(
    fc.property(policy, by, fc.constantFrom(0, 1), (p, how, i) => {
      const fisher = fisherInformation(p, how)[i]!;
      const h = 1e-3 / Math.sqrt(fisher);
      const at = (times: number) => afterStep(p, i === 0 ? [times * h, 0] : [0, times * h], how)!;
      const forward = (klDivergence(p, at(1)) + klDivergence(p, at(-1))) / h ** 2;
      const reverse = (klDivergence(at(1), p) + klDivergence(at(-1), p)) / h ** 2;
      expect(forward / fisher).toBeCloseTo(1, 4);
      expect(reverse / fisher).toBeCloseTo(1, 4);
    }),
  );
});

test('klGradient is the slope of KL', () => {
  fc.assert(
    fc.property(policy, policy, by, fc.constantFrom(0, 1), (p, q, how, i) => {
      const h = 1e-5;
      const at = (times: number) => afterStep(q, i === 0 ? [times * h, 0] : [0, times * h], how)!;
      const slope = (klDivergence(p, at(1)) - klDivergence(p, at(-1))) / (2 * h);
      expect(Math.abs(klGradient(p, q, how)[i]! - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
    }),
  );
});

test('a small step is as far as its KL says, even where the textbook form has no digits left', () => {
  const p = { mean: 0, sigma: 1 };
  expect(klDivergence(p, { mean: 0, sigma: 1 + 1e-6 }) / 1e-12).toBeCloseTo(1, 4);
});

test('the chain rule turns the score in σ into the other two', () => {
  const p = { mean: 0.3, sigma: 0.7 };
  for (const how of PARAMETRISATIONS) expect(gradientBy(score(p, 1.1), p, how)).toEqual(score(p, 1.1, how));
});
