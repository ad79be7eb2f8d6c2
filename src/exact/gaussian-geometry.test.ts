import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterStep,
  coordinatesOf,
  fisherInformation,
  type Gaussian,
  klDivergence,
  PARAMETRISATIONS,
} from './gaussian.ts';
import {
  alongGeodesic,
  fisherRaoDistance,
  klContour,
  naturalStep,
  plainStep,
  quadraticLength,
  straightLength,
  targetGradient,
} from './gaussian-geometry.ts';

const policy: fc.Arbitrary<Gaussian> = fc.record({
  mean: fc.double({ min: -3, max: 3, noNaN: true }),
  sigma: fc.double({ min: 0.2, max: 3, noNaN: true }),
});
const by = fc.constantFrom(...PARAMETRISATIONS);
const delta = fc.double({ min: 1e-4, max: 1, noNaN: true });

test('every point of a contour is at KL = δ, in the order asked for, all around the centre', () => {
  fc.assert(
    fc.property(policy, delta, (centre, radius) => {
      const forward = klContour(centre, radius);
      const reverse = klContour(centre, radius, 'reverse');
      for (const point of forward) expect(klDivergence(centre, point) / radius).toBeCloseTo(1, 6);
      for (const point of reverse) expect(klDivergence(point, centre) / radius).toBeCloseTo(1, 6);
      for (const contour of [forward, reverse]) {
        expect(contour[0]!.mean).toBeGreaterThan(centre.mean);
        expect(contour[24]!.sigma).toBeGreaterThan(centre.sigma);
        expect(contour[48]!.mean).toBeLessThan(centre.mean);
        expect(contour[72]!.sigma).toBeLessThan(centre.sigma);
      }
    }),
  );
});

test('known distances: straight up, and across', () => {
  const one = { mean: 0, sigma: 1 };
  expect(fisherRaoDistance(one, { mean: 0, sigma: Math.E })).toBeCloseTo(Math.SQRT2, 14);
  expect(fisherRaoDistance(one, { mean: 2, sigma: 1 })).toBeCloseTo(Math.SQRT2 * Math.acosh(2), 14);
});

test('the way measures distances: both ways the same, additive along itself, no straight line is shorter', () => {
  fc.assert(
    fc.property(policy, policy, fc.double({ min: 0, max: 1, noNaN: true }), by, (from, to, t, how) => {
      const whole = fisherRaoDistance(from, to);
      const point = alongGeodesic(from, to, t);
      expect(fisherRaoDistance(to, from)).toBeCloseTo(whole, 12);
      expect(fisherRaoDistance(from, point)).toBeCloseTo(t * whole, 7);
      expect(fisherRaoDistance(point, to)).toBeCloseTo((1 - t) * whole, 7);
      expect(straightLength(from, to, how)).toBeGreaterThanOrEqual(whole * (1 - 1e-6) - 1e-12);
    }),
  );
});

test('near θ the distance is √(2 KL), and the straight way is as short', () => {
  const from = { mean: 0.4, sigma: 0.8 };
  const to = { mean: 0.401, sigma: 0.799 };
  expect(fisherRaoDistance(from, to) / Math.sqrt(2 * klDivergence(from, to))).toBeCloseTo(1, 2);
  for (const how of PARAMETRISATIONS)
    expect(straightLength(from, to, how) / fisherRaoDistance(from, to)).toBeCloseTo(1, 5);
});

test('the gradient of J is its slope', () => {
  fc.assert(
    fc.property(policy, fc.double({ min: -2, max: 2, noNaN: true }), by, (one, target, how) => {
      const objective = ({ mean, sigma }: Gaussian) => -0.5 * ((mean - target) ** 2 + sigma ** 2);
      const gradient = targetGradient(one, target, how);
      for (const i of [0, 1] as const) {
        const h = 1e-5;
        const at = (times: number) => objective(afterStep(one, i === 0 ? [times * h, 0] : [0, times * h], how)!);
        const slope = (at(1) - at(-1)) / (2 * h);
        expect(Math.abs(gradient[i] - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
      }
    }),
  );
});

test('both steps are as long as they may be, and no other step within that length gains more', () => {
  const gradient = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }));
  fc.assert(
    fc.property(
      gradient,
      policy,
      delta,
      fc.double({ min: 0, max: 7, noNaN: true }),
      by,
      (g, one, radius, angle, how) => {
        fc.pre(Math.hypot(...g) > 1e-6);
        const fisher = fisherInformation(one, how);
        const gain = (step: readonly [number, number]) => g[0] * step[0] + g[1] * step[1];
        const plain = plainStep(g, 0.5);
        const natural = naturalStep(g, fisher, radius);
        expect(Math.hypot(...plain)).toBeCloseTo(0.5, 12);
        expect(0.5 * quadraticLength(natural, fisher) ** 2).toBeCloseTo(radius, 10);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        expect(gain([0.5 * c, 0.5 * s])).toBeLessThanOrEqual(gain(plain) + 1e-12);
        const onEllipse = [c * Math.sqrt((2 * radius) / fisher[0]), s * Math.sqrt((2 * radius) / fisher[1])] as const;
        expect(gain(onEllipse)).toBeLessThanOrEqual(gain(natural) + 1e-12);
      },
    ),
  );
  expect(plainStep([0, 0], 1)).toEqual([0, 0]);
  expect(naturalStep([0, 0], [1, 1], 1)).toEqual([0, 0]);
});

test('to first order the natural step ends at the same policy however it is written; the plain step does not', () => {
  const one = { mean: -0.9, sigma: 0.8 };
  const spread = (step: (how: (typeof PARAMETRISATIONS)[number]) => readonly [number, number]) => {
    const sigmas = PARAMETRISATIONS.map((how) => afterStep(one, step(how), how)!.sigma);
    return Math.max(...sigmas) - Math.min(...sigmas);
  };
  const natural = (radius: number) =>
    spread((how) => naturalStep(targetGradient(one, 1, how), fisherInformation(one, how), radius));
  const plain = (length: number) => spread((how) => plainStep(targetGradient(one, 1, how), length));
  // a quarter of δ is half the step: what is left of second order falls to a quarter, what is of first order to a half
  expect(natural(1e-4) / natural(1e-4 / 4)).toBeCloseTo(4, 1);
  expect(plain(1e-2) / plain(0.5e-2)).toBeCloseTo(2, 1);
  expect(coordinatesOf(one, 'variance')[1]).toBeCloseTo(0.64, 15);
});
