import fc from 'fast-check';
import { expect, test } from 'vitest';
import { klDivergence, logDensity } from './gaussian.ts';
import {
  effectiveSampleSize,
  logProduct,
  logRatio,
  logRatioMoments,
  normalisedWeights,
  ordinaryEstimate,
  secondMoment,
  weightedEstimate,
} from './importance.ts';

const gaussian = fc.record({
  mean: fc.double({ min: -2, max: 2, noNaN: true }),
  sigma: fc.double({ min: 0.3, max: 2, noNaN: true }),
});
const integral = (g: (x: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < 80_000; i++) sum += g(-40 + (i + 0.5) / 1000) / 1000;
  return sum;
};

test('the ratio is that of the densities', () => {
  fc.assert(
    fc.property(gaussian, gaussian, fc.double({ min: -4, max: 4, noNaN: true }), (before, after, z) => {
      const x = before.mean + before.sigma * z;
      const expected = logDensity(after, x) - logDensity(before, x);
      expect(logProduct(logRatio(before, after), 1, z, z * z)).toBeCloseTo(expected, 8);
    }),
  );
});

test('mean −KL, variance and second moment agree with numerical integrals', () => {
  fc.assert(
    fc.property(gaussian, gaussian, (before, after) => {
      const log = (x: number) => logDensity(after, x) - logDensity(before, x);
      const p = (x: number) => Math.exp(logDensity(before, x));
      const { mean, variance } = logRatioMoments(before, after);
      expect(mean).toBeCloseTo(
        integral((x) => p(x) * log(x)),
        6,
      );
      const spread = integral((x) => p(x) * (log(x) - mean) ** 2);
      expect(Math.abs(variance - spread)).toBeLessThan(1e-6 * (1 + spread));
      expect(mean).toBeCloseTo(-klDivergence(before, after), 9);
      // close to the limit the integrand has tails of its own
      if (after.sigma ** 2 < 1.7 * before.sigma ** 2) {
        const square = integral((x) => Math.exp(2 * logDensity(after, x) - logDensity(before, x)));
        expect(secondMoment(before, after) / square).toBeCloseTo(1, 5);
        expect(secondMoment(before, after)).toBeGreaterThanOrEqual(1 - 1e-12);
      }
    }),
    { numRuns: 30 },
  );
});

test('known values', () => {
  const before = { mean: 0, sigma: 1 };
  expect(logRatioMoments(before, { mean: 0.5, sigma: 1 })).toEqual({ mean: -0.125, variance: 0.25 });
  // for equal widths E r² = e^{Δ²/σ²} = e^{2 KL}
  expect(secondMoment(before, { mean: 0.5, sigma: 1 })).toBeCloseTo(Math.exp(0.25), 14);
  expect(secondMoment(before, { mean: 0, sigma: Math.SQRT2 })).toBe(Number.POSITIVE_INFINITY);
  expect(secondMoment(before, before)).toBe(1);
});

test('the weighted estimate stays among the returns; equal weights are a mean; ESS is between 1 and n', () => {
  const weights = fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(weights, (logWeights) => {
      const returns = logWeights.map((_, i) => Math.sin(i));
      const estimate = weightedEstimate(logWeights, returns);
      expect(estimate).toBeGreaterThanOrEqual(Math.min(...returns) - 1e-9);
      expect(estimate).toBeLessThanOrEqual(Math.max(...returns) + 1e-9);
      const size = effectiveSampleSize(logWeights);
      expect(size).toBeGreaterThanOrEqual(1 - 1e-12);
      expect(size).toBeLessThanOrEqual(logWeights.length * (1 + 1e-12));
      expect(normalisedWeights(logWeights).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      const mean = returns.reduce((a, b) => a + b) / returns.length;
      expect(ordinaryEstimate(Array(returns.length).fill(0), returns)).toBeCloseTo(mean, 12);
      expect(weightedEstimate(Array(returns.length).fill(3), returns)).toBeCloseTo(mean, 12);
    }),
  );
});
