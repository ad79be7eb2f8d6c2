import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constantKlStep, fisherInformation, klDivergence, probability } from './sigmoid.ts';

const theta = fc.double({ min: -12, max: 12, noNaN: true });
const step = fc.double({ min: -12, max: 12, noNaN: true });

test('known values', () => {
  expect(probability(0)).toBe(0.5);
  expect(fisherInformation(0)).toBe(0.25);
  // p = 1/2, q = σ(ln 3) = 3/4: ½ ln(½ / ¾) + ½ ln(½ / ¼) = ½ ln(4/3).
  expect(klDivergence(0, Math.log(3))).toBeCloseTo(0.5 * Math.log(4 / 3), 15);
});

test('far out nothing overflows', () => {
  expect(probability(-800)).toBe(0);
  expect(probability(800)).toBe(1);
  expect(klDivergence(0, 2000)).toBeCloseTo(1000 - Math.LN2, 9);
  expect(klDivergence(-2, 2000)).toBeGreaterThan(1000);
});

test('KL is zero for no step, never negative, and the same after renaming the actions', () => {
  fc.assert(
    fc.property(theta, step, (t, d) => {
      const kl = klDivergence(t, t + d);
      expect(klDivergence(t, t)).toBe(0);
      expect(kl).toBeGreaterThanOrEqual(0);
      expect(klDivergence(-t, -t - d)).toBe(kl);
    }),
  );
});

test('Fisher information is the curvature of KL', () => {
  fc.assert(
    fc.property(theta, (t) => {
      const h = 1e-4;
      const curvature = (klDivergence(t, t + h) + klDivergence(t, t - h)) / h ** 2;
      expect(curvature / fisherInformation(t)).toBeCloseTo(1, 3);
    }),
  );
});

test('the step of constant KL spends δ, in the direction asked for', () => {
  fc.assert(
    fc.property(theta, fc.double({ min: 1e-6, max: 2, noNaN: true }), fc.constantFrom(1, -1), (t, delta, direction) => {
      const found = constantKlStep(t, delta, direction);
      expect(Math.sign(found)).toBe(direction);
      expect(klDivergence(t, t + found) / delta).toBeCloseTo(1, 7);
    }),
  );
});
