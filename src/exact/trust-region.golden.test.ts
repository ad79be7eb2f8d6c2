import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { localModel, naturalSlope, penalisedStep, quadraticDivergence, stepScale } from './trust-region.ts';
import type { Pair, TwoStateProblem } from './two-state.ts';

const folder = process.env.GOLDEN_DIR || fileURLToPath(new URL('../../fixtures/golden', import.meta.url));
const read = <Contents>(name: string): Contents =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Contents;
const agrees = (value: number, reference: number) =>
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(1e-10 * Math.abs(reference));

interface Policy {
  readonly cg: readonly {
    readonly xFx: number;
    readonly natural: readonly { readonly delta: number; readonly scale_undamped: number }[];
  }[];
}
interface TwoState {
  readonly problems: readonly {
    readonly name: string;
    readonly rewards_self: Pair;
    readonly gamma: number | null;
    readonly rho0: Pair | null;
    readonly theta1_grid: readonly number[];
    readonly theta2_grid: readonly number[];
    readonly grad: readonly (readonly Pair[])[];
    readonly fisher_diag: readonly (readonly Pair[])[];
    readonly natural: readonly (readonly Pair[])[];
  }[];
}

test.each(['policy_cat2', 'policy_cat3', 'policy_gauss1', 'policy_gauss2'])('√(2δ / xᵀFx) of %s', (name) => {
  for (const { xFx, natural } of read<Policy>(name).cg)
    for (const { delta, scale_undamped } of natural) agrees(stepScale(xFx, delta), scale_undamped);
});

describe.each(read<TwoState>('exact_two_state').problems)('$name', (reference) => {
  const { rewards_self: rewards, gamma, rho0 } = reference;
  const problem: TwoStateProblem = {
    rewards,
    discounting: gamma === null || rho0 === null ? null : { gamma, start: rho0 },
  };

  test('d(λ) = F⁻¹g / λ and what it spends, over the whole grid', () => {
    for (const [i, theta1] of reference.theta1_grid.entries())
      for (const [j, theta2] of reference.theta2_grid.entries()) {
        const model = localModel(problem, [theta1, theta2]);
        const [g1, g2] = reference.grad[i]![j]!;
        const [f1, f2] = reference.fisher_diag[i]![j]!;
        const [n1, n2] = reference.natural[i]![j]!;
        const step = penalisedStep(model, 4);
        agrees(step[0], n1 / 4);
        agrees(step[1], n2 / 4);
        const slope = g1 * n1 + g2 * n2;
        agrees(naturalSlope(model), slope);
        agrees(quadraticDivergence(model, step), (f1 * n1 * n1 + f2 * n2 * n2) / 32);
        agrees(quadraticDivergence(model, step), slope / 32);
      }
  });
});
