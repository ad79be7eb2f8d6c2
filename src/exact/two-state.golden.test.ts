import { describe, expect, test } from 'vitest';
import { agrees } from './testing/golden.ts';
import { problemOf, TWO_STATE_REFERENCES } from './testing/two-state-golden.ts';
import {
  ascend,
  fisherInformation,
  gradient,
  naturalGradient,
  objective,
  type Pair,
  policyVelocity,
} from './two-state.ts';

const bothAgree = (values: Pair, references: Pair) => {
  agrees(values[0], references[0]);
  agrees(values[1], references[1]);
};

describe.each(TWO_STATE_REFERENCES)('$name', (reference) => {
  const problem = problemOf(reference);

  test('J, its gradient, Fisher information and the natural gradient over the whole grid', () => {
    for (const [i, theta1] of reference.theta1_grid.entries())
      for (const [j, theta2] of reference.theta2_grid.entries()) {
        const theta: Pair = [theta1, theta2];
        agrees(objective(problem, theta), reference.J[i]![j]!);
        bothAgree(gradient(problem, theta), reference.grad[i]![j]!);
        bothAgree(fisherInformation(problem, theta), reference.fisher_diag[i]![j]!);
        bothAgree(naturalGradient(problem, theta), reference.natural[i]![j]!);
      }
  });

  test('what rollouts estimate, within four standard errors', () => {
    for (const { theta, J, mc_mean, mc_se } of reference.monte_carlo) {
      agrees(objective(problem, theta), J);
      expect(Math.abs(objective(problem, theta) - mc_mean)).toBeLessThan(4 * mc_se);
    }
  });

  test.each([
    ['vanilla', gradient],
    ['natural', naturalGradient],
  ] as const)('the path of %s ascent', (name, direction) => {
    const { step_size, rows_step_theta1_theta2_J: rows } = reference.ascent_paths[name];
    const [, start1, start2] = rows[0]!;
    const path = ascend([start1, start2], (theta) => direction(problem, theta), step_size, rows.at(-1)![0]);
    for (const [step, theta1, theta2, J] of rows) {
      bothAgree(path[step]!, [theta1, theta2]);
      agrees(objective(problem, path[step]!), J);
    }
  });

  test('in other units the vanilla gradient moves the policy elsewhere, the natural gradient does not', () => {
    for (const row of reference.reparametrisation) {
      const { logits, scales, theta } = row;
      agrees(objective(problem, theta, scales), objective(problem, logits));
      const [vanilla, scaled] = [gradient(problem, logits), gradient(problem, theta, scales)];
      bothAgree(vanilla, row.grad_unscaled);
      bothAgree(scaled, row.grad_scaled);
      const [natural, naturalScaled] = [naturalGradient(problem, logits), naturalGradient(problem, theta, scales)];
      bothAgree(natural, row.natural_unscaled);
      bothAgree(naturalScaled, row.natural_scaled);
      bothAgree(policyVelocity(logits, natural), row.policy_velocity_natural);
      bothAgree(policyVelocity(theta, naturalScaled, scales), row.policy_velocity_natural);
      bothAgree(policyVelocity(logits, vanilla), row.policy_velocity_vanilla_unscaled);
      bothAgree(policyVelocity(theta, scaled, scales), row.policy_velocity_vanilla_scaled);
    }
  });
});
