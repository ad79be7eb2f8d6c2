import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type LineProblem, minoriser } from './monotonic-bound.ts';
import type { Pair } from './two-state.ts';

interface Golden {
  readonly problems: readonly {
    readonly rewards_self: Pair;
    readonly gamma: number | null;
    readonly rho0: Pair | null;
    readonly theta1_grid: readonly number[];
    readonly theta2_grid: readonly number[];
    readonly J: readonly (readonly number[])[];
    readonly grad: readonly (readonly Pair[])[];
    readonly natural: readonly (readonly Pair[])[];
  }[];
}

const folder = process.env.GOLDEN_DIR || fileURLToPath(new URL('../../fixtures/golden', import.meta.url));
const golden = JSON.parse(readFileSync(join(folder, 'exact_two_state.json'), 'utf8')) as Golden;
const agrees = (value: number, reference: number, scale = Math.abs(reference)) =>
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(1e-10 * scale);

test('U, its slope along the line and C, from the discounted reference', () => {
  const { rewards_self: rewards, gamma, rho0, ...reference } = golden.problems.find(({ gamma }) => gamma !== null)!;
  const direction: Pair = [-0.5, 1];
  for (const [i, theta1] of reference.theta1_grid.entries())
    for (const [j, theta2] of reference.theta2_grid.entries()) {
      const line: LineProblem = {
        problem: { rewards, discounting: { gamma: gamma!, start: rho0! } },
        origin: [theta1, theta2],
        direction,
      };
      const { value, slope, surrogate, coefficient } = minoriser(line, 0);
      const [g1, g2] = reference.grad[i]![j]!;
      agrees(value, reference.J[i]![j]!);
      agrees(surrogate(0), reference.J[i]![j]!);
      agrees(slope, g1 * direction[0] + g2 * direction[1], Math.abs(g1) + Math.abs(g2));
      // the reference's natural gradient is Q(s, stay) − Q(s, go), over 1 − γ
      const stay = [theta1, theta2].map((logit) => 1 / (1 + Math.exp(-logit)));
      const largest = Math.max(
        ...reference.natural[i]![j]!.map(
          (natural, s) => Math.abs(natural) * (1 - gamma!) * Math.max(stay[s]!, 1 - stay[s]!),
        ),
      );
      agrees(coefficient, (4 * gamma! * largest) / (1 - gamma!) ** 2);
    }
});
