import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fisherInformation,
  gradient,
  naturalGradient,
  objective,
  type Pair,
  stateDistribution,
  stayProbabilities,
  type TwoStateProblem,
} from './two-state.ts';

const average: TwoStateProblem = { rewards: [1, 2], discounting: null };
const discounted: TwoStateProblem = { rewards: [1, 2], discounting: { gamma: 0.9, start: [0.8, 0.2] } };
const anyTheta = fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true }));

test.each([
  ['average', average],
  ['discounted', discounted],
])('the %s gradient is the slope of J', (_, problem) => {
  const near = 1e-5;
  fc.assert(
    fc.property(anyTheta, ([first, second]) => {
      const slope = (up: Pair, down: Pair) => (objective(problem, up) - objective(problem, down)) / (2 * near);
      const [d1, d2] = gradient(problem, [first, second]);
      expect(d1).toBeCloseTo(slope([first + near, second], [first - near, second]), 6);
      expect(d2).toBeCloseTo(slope([first, second + near], [first, second - near]), 6);
    }),
  );
});

test('the stationary distribution is stationary', () => {
  fc.assert(
    fc.property(anyTheta, (theta) => {
      const [i, j] = stateDistribution(average, theta);
      const [p, q] = stayProbabilities(theta);
      expect(i + j).toBeCloseTo(1, 12);
      expect(i * p + j * (1 - q)).toBeCloseTo(i, 12);
    }),
  );
});

test('where the policy is all but certain, vanilla gradients vanish and natural ones stay finite', () => {
  const theta: Pair = [-40, 60];
  expect(Math.abs(gradient(average, theta)[1])).toBeLessThan(1e-20);
  expect(fisherInformation(average, theta)[1]).toBeGreaterThan(0);
  expect(naturalGradient(average, theta).every(Number.isFinite)).toBe(true);
  expect(objective(average, theta)).toBeCloseTo(2, 12);
  expect(objective(discounted, theta)).toBeCloseTo(0.8 * 0.9 * 20 + 0.2 * 20, 12);
});
