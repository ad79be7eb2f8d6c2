import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  boundaryPoint,
  constrainedOptimum,
  constrainedPath,
  ellipseRadii,
  klBoundary,
  localModel,
  multiplier,
  naturalSlope,
  penalisedStep,
  plainStepOfDivergence,
  plainStepOfLength,
  quadraticDivergence,
  stepScale,
} from './trust-region.ts';
import { gradient, meanDivergence, objective, type Pair, type TwoStateProblem } from './two-state.ts';

const average: TwoStateProblem = { rewards: [1, 2], discounting: null };
const discounted: TwoStateProblem = { rewards: [1, 2], discounting: { gamma: 0.9, start: [0.8, 0.2] } };
const anyProblem = fc.constantFrom(average, discounted);
const anyTheta = fc.tuple(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true }));
const anyDelta = fc.double({ min: 0.001, max: 0.5, noNaN: true });

test('at its multiplier the penalised step spends exactly δ of the quadratic model, and is α F⁻¹g', () => {
  fc.assert(
    fc.property(anyProblem, anyTheta, anyDelta, (problem, theta, delta) => {
      const model = localModel(problem, theta);
      const slope = naturalSlope(model);
      const step = penalisedStep(model, multiplier(slope, delta));
      expect(quadraticDivergence(model, step) / delta).toBeCloseTo(1, 10);
      const natural = penalisedStep(model, 1);
      expect(step[0]).toBeCloseTo(natural[0] * stepScale(slope, delta), 10);
      expect(step[1]).toBeCloseTo(natural[1] * stepScale(slope, delta), 10);
    }),
  );
});

test('no other step of the ellipse climbs the linear model higher', () => {
  fc.assert(
    fc.property(
      anyProblem,
      anyTheta,
      anyDelta,
      fc.double({ min: 0, max: 6.3, noNaN: true }),
      (problem, theta, delta, angle) => {
        const model = localModel(problem, theta);
        const [g1, g2] = model.gradient;
        const step = penalisedStep(model, multiplier(naturalSlope(model), delta));
        const [r1, r2] = ellipseRadii(model, delta);
        const other: Pair = [r1 * Math.cos(angle), r2 * Math.sin(angle)];
        const best = g1 * step[0] + g2 * step[1];
        expect(g1 * other[0] + g2 * other[1]).toBeLessThanOrEqual(best * (1 + 1e-12));
      },
    ),
  );
});

test('every point of the boundary spends δ, and the boundary of a small δ is the ellipse', () => {
  fc.assert(
    fc.property(anyProblem, anyTheta, anyDelta, (problem, theta, delta) => {
      for (const place of klBoundary(problem, theta, delta, 6))
        expect(meanDivergence(problem, theta, place) / delta).toBeCloseTo(1, 8);
      const small = 1e-8;
      const [r1, r2] = ellipseRadii(localModel(problem, theta), small);
      const [first, second] = boundaryPoint(problem, theta, small, 2);
      expect((first - theta[0]) / (r1 * Math.cos(2))).toBeCloseTo(1, 2);
      expect((second - theta[1]) / (r2 * Math.sin(2))).toBeCloseTo(1, 2);
    }),
  );
});

test('plain steps point along ∇U, with the length or the KL that was asked for', () => {
  fc.assert(
    fc.property(anyProblem, anyTheta, anyDelta, (problem, theta, amount) => {
      const [g1, g2] = gradient(problem, theta);
      const byLength = plainStepOfLength(localModel(problem, theta), amount);
      expect(Math.hypot(...byLength)).toBeCloseTo(amount, 12);
      const byKl = plainStepOfDivergence(problem, theta, amount);
      expect(meanDivergence(problem, theta, add(theta, byKl)) / amount).toBeCloseTo(1, 8);
      for (const [d1, d2] of [byLength, byKl]) {
        expect(Math.abs(d1 * g2 - d2 * g1)).toBeLessThan(1e-9 * Math.hypot(g1, g2) * Math.hypot(d1, d2));
        expect(d1 * g1 + d2 * g2).toBeGreaterThan(0);
      }
    }),
  );
});

test('the exact path begins along the natural gradient, and beats both approximations of the same KL', () => {
  fc.assert(
    fc.property(anyTheta, (theta) => {
      const model = localModel(average, theta);
      const tiny = 1e-7;
      const [near] = constrainedPath(average, theta, [tiny]);
      const step = penalisedStep(model, multiplier(naturalSlope(model), tiny));
      expect(near!.theta[0] - theta[0]).toBeCloseTo(step[0], 3);
      expect(near!.theta[1] - theta[1]).toBeCloseTo(step[1], 3);

      const natural = add(theta, penalisedStep(model, multiplier(naturalSlope(model), 0.01)));
      const spent = meanDivergence(average, theta, natural);
      const path = constrainedPath(
        average,
        theta,
        Array.from({ length: 12 }, (_, i) => spent * ((i + 1) / 12) ** 2),
      );
      const best = path.at(-1)!;
      expect(meanDivergence(average, theta, best.theta) / spent).toBeCloseTo(1, 8);
      expect(best.objective).toBeGreaterThanOrEqual(objective(average, natural) - 1e-9);
      const plain = add(theta, plainStepOfDivergence(average, theta, spent));
      expect(best.objective).toBeGreaterThanOrEqual(objective(average, plain) - 1e-9);
    }),
    { numRuns: 200 },
  );
});

test('nowhere inside the trust region is U greater than at the constrained optimum', () => {
  fc.assert(
    fc.property(anyProblem, anyTheta, anyDelta, (problem, theta, delta) => {
      const best = constrainedOptimum(problem, theta, delta);
      const highest = best.objective + 1e-9 * best.objective;
      expect(meanDivergence(problem, theta, best.theta) / delta).toBeCloseTo(1, 8);
      for (const share of [1, 0.5])
        for (const place of klBoundary(problem, theta, delta * share, 24))
          expect(objective(problem, place)).toBeLessThanOrEqual(highest);
    }),
  );
});
