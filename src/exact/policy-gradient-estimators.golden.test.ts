import { expect, test } from 'vitest';
import {
  constantValues,
  discountedWeights,
  type Episodes,
  estimatorMoments,
  exactGradient,
  expectedReturn,
  policyValues,
} from './policy-gradient-estimators.ts';
import { agrees } from './testing/golden.ts';
import { DISCOUNTED_REFERENCE as golden } from './testing/two-state-golden.ts';
import type { Pair } from './two-state.ts';

/** Long enough that nothing of any weight comes after: 0.9^400 is 5 · 10⁻¹⁹. */
const episodes: Episodes = { rewards: golden.rewards_self, gamma: golden.gamma, start: golden.rho0, horizon: 400 };

test('episodes that are long enough have the return and the gradient of those that never end', () => {
  for (const [i, first] of golden.theta1_grid.entries())
    for (const [j, second] of golden.theta2_grid.entries()) {
      agrees(expectedReturn(episodes, [first, second]), golden.J[i]![j]!);
      exactGradient(episodes, [first, second]).forEach((value, k) => void agrees(value, golden.grad[i]![j]![k]!));
    }
});

test('and that is what the estimators estimate', () => {
  const weights = discountedWeights(episodes);
  for (const i of [0, 8, 16])
    for (const j of [0, 8, 16]) {
      const theta: Pair = [golden.theta1_grid[i]!, golden.theta2_grid[j]!];
      for (const estimator of [
        { weights, judge: 'return', values: constantValues(episodes, 0) },
        { weights, judge: 'return', values: constantValues(episodes, 7) },
        { weights, judge: 'critic', values: policyValues(episodes, theta) },
      ] as const) {
        const { mean } = estimatorMoments(episodes, theta, estimator);
        mean.forEach((value, k) => void expect(value).toBeCloseTo(golden.grad[i]![j]![k]!, 9));
      }
    }
});
