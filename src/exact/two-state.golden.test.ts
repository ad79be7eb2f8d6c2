import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ascend,
  fisherInformation,
  gradient,
  naturalGradient,
  objective,
  type Pair,
  policyVelocity,
  type TwoStateProblem,
} from './two-state.ts';

interface Golden {
  readonly problems: readonly {
    readonly name: string;
    readonly rewards_self: Pair;
    readonly gamma: number | null;
    readonly rho0: Pair | null;
    readonly theta1_grid: readonly number[];
    readonly theta2_grid: readonly number[];
    /** [θ₁][θ₂], as are the three below. */
    readonly J: readonly (readonly number[])[];
    readonly grad: readonly (readonly Pair[])[];
    readonly fisher_diag: readonly (readonly Pair[])[];
    readonly natural: readonly (readonly Pair[])[];
    readonly monte_carlo: readonly {
      readonly theta: Pair;
      readonly J: number;
      readonly mc_mean: number;
      readonly mc_se: number;
    }[];
    readonly ascent_paths: Record<'vanilla' | 'natural', AscentPath>;
    readonly reparametrisation: readonly {
      readonly logits: Pair;
      readonly scales: Pair;
      readonly theta: Pair;
      readonly grad_unscaled: Pair;
      readonly grad_scaled: Pair;
      readonly natural_unscaled: Pair;
      readonly natural_scaled: Pair;
      readonly policy_velocity_natural: Pair;
      readonly policy_velocity_vanilla_unscaled: Pair;
      readonly policy_velocity_vanilla_scaled: Pair;
    }[];
  }[];
}
interface AscentPath {
  readonly step_size: number;
  readonly rows_step_theta1_theta2_J: readonly (readonly [number, number, number, number])[];
}

const folder = process.env.GOLDEN_DIR ?? 'fixtures/golden';
const golden: Golden = JSON.parse(readFileSync(join(folder, 'exact_two_state.json'), 'utf8'));

const agrees = (value: number, reference: number, relative = 1e-10) =>
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(relative * Math.abs(reference));
const bothAgree = (values: Pair, references: Pair) => {
  agrees(values[0], references[0]);
  agrees(values[1], references[1]);
};

describe.each(golden.problems)('$name', (reference) => {
  const { rewards_self: rewards, gamma, rho0 } = reference;
  const problem: TwoStateProblem = {
    rewards,
    discounting: gamma === null || rho0 === null ? null : { gamma, start: rho0 },
  };

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
