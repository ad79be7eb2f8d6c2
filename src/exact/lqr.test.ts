import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finiteHorizon, gradient, isStable, type LqrProblem, naturalGradient, objective, optimalGain } from './lqr.ts';

const problem: LqrProblem = {
  a: 0.7,
  b: 1,
  noise: 0.1,
  q: 1,
  r: 0.1,
  gamma: 0.9,
  startMean: 0,
  startVariance: 1,
};
const anyProblem = fc
  .record({
    a: fc.double({ min: -1.2, max: 1.2, noNaN: true }),
    b: fc.double({ min: 0.1, max: 2, noNaN: true }),
    noise: fc.double({ min: 0, max: 1, noNaN: true }),
    q: fc.double({ min: 0.1, max: 2, noNaN: true }),
    r: fc.double({ min: 0, max: 2, noNaN: true }),
    gamma: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
  })
  .map((rest): LqrProblem => ({ ...rest, startMean: 0.3, startVariance: 1 }));

test('nothing improves on the best gain', () => {
  fc.assert(
    fc.property(anyProblem, fc.double({ min: -0.5, max: 0.5, noNaN: true }), (any, off) => {
      const k = optimalGain(any);
      expect(isStable(any, k)).toBe(true);
      const best = objective(any, { k, logSigma: -1 });
      expect(objective(any, { k: k + off, logSigma: -1 })).toBeLessThanOrEqual(best + 1e-12 * Math.abs(best));
      expect(Math.abs(gradient(any, { k, logSigma: -1 }).k)).toBeLessThan(1e-9 * Math.abs(best));
    }),
  );
});

test('a long horizon is an infinite one', () => {
  const policy = { k: 0.3, logSigma: -0.5 };
  const long = finiteHorizon(problem, policy, 400);
  expect(long.objective).toBeCloseTo(objective(problem, policy), 12);
  expect(long.gradient.k).toBeCloseTo(gradient(problem, policy).k, 12);
  expect(long.gradient.logSigma).toBeCloseTo(gradient(problem, policy).logSigma, 12);
});

test('beyond stability J is minus infinity and has no gradient', () => {
  const policy = { k: -0.5, logSigma: 0 };
  expect(objective(problem, policy)).toBe(Number.NEGATIVE_INFINITY);
  expect(gradient(problem, policy).k).toBeNaN();
  expect(naturalGradient(problem, policy).k).toBeNaN();
});

test('fifty undiscounted steps of the best policy without noise of its own', () => {
  const policy = { k: optimalGain(problem), logSigma: Number.NEGATIVE_INFINITY };
  expect(finiteHorizon({ ...problem, gamma: 1 }, policy, 50).objective).toBeCloseTo(-1.5566, 4);
});
