import { describe, test } from 'vitest';
import { agrees, readGolden } from './testing/golden.ts';
import { problemOf, TWO_STATE_REFERENCES } from './testing/two-state-golden.ts';
import { localModel, naturalSlope, penalisedStep, quadraticDivergence, stepScale } from './trust-region.ts';

interface Policy {
  readonly cg: readonly {
    readonly xFx: number;
    readonly natural: readonly { readonly delta: number; readonly scale_undamped: number }[];
  }[];
}
test.each(['policy_cat2', 'policy_cat3', 'policy_gauss1', 'policy_gauss2'])('√(2δ / xᵀFx) of %s', (name) => {
  for (const { xFx, natural } of readGolden<Policy>(name).cg)
    for (const { delta, scale_undamped } of natural) agrees(stepScale(xFx, delta), scale_undamped);
});

describe.each(TWO_STATE_REFERENCES)('$name', (reference) => {
  const problem = problemOf(reference);

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
