import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionOf, climb, parameterOf, policyGradient, slopeAt } from './deterministic-policy.ts';
import { naturalSpline } from './interpolant.ts';

const theta = fc.double({ min: -3, max: 3, noNaN: true });
const heights = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 7, maxLength: 7 });

test('dU/dθ is the slope of Q(π_θ)', () => {
  fc.assert(
    fc.property(theta, heights, (at, points) => {
      const q = naturalSpline([-2, 2], points);
      const slope = (q.value(actionOf(at + 1e-5, 2)) - q.value(actionOf(at - 1e-5, 2))) / 2e-5;
      expect(policyGradient(q, at, 2)).toBeCloseTo(slope, 4);
    }),
  );
});

test('parameter and action are each other’s inverse; far out the policy hardly answers', () => {
  fc.assert(
    fc.property(theta, (at) => {
      expect(parameterOf(actionOf(at, 2), 2)).toBeCloseTo(at, 8);
      expect(slopeAt(actionOf(at, 2), 2)).toBeCloseTo(2 / Math.cosh(at) ** 2, 10);
    }),
  );
});

test('on a line Q = a a step is α limit (1 − tanh² θ)', () => {
  const line = naturalSpline([-2, 2], [-2, 0, 2]);
  const [start, first, second] = climb(line, 0, { limit: 2, alpha: 0.1, steps: 2 });
  expect(start).toBe(0);
  expect(first).toBeCloseTo(0.2, 12);
  expect(second).toBeCloseTo(0.2 + 0.2 / Math.cosh(0.2) ** 2, 12);
});
