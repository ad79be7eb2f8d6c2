import { test } from 'vitest';
import { minoriser } from './monotonic-bound.ts';
import { agrees } from './testing/golden.ts';
import { DISCOUNTED_REFERENCE as reference } from './testing/two-state-golden.ts';
import type { Pair } from './two-state.ts';

test('U, its slope along the line and C, from the discounted reference', () => {
  const { gamma, rho0: start, rewards_self: rewards } = reference;
  const problem = { rewards, discounting: { gamma, start } };
  const direction: Pair = [-0.5, 1];
  for (const [i, theta1] of reference.theta1_grid.entries())
    for (const [j, theta2] of reference.theta2_grid.entries()) {
      const { value, slope, surrogate, coefficient } = minoriser({ problem, origin: [theta1, theta2], direction }, 0);
      const [g1, g2] = reference.grad[i]![j]!;
      agrees(value, reference.J[i]![j]!);
      agrees(surrogate(0), reference.J[i]![j]!);
      const [along1, along2] = [g1 * direction[0], g2 * direction[1]];
      agrees(slope, along1 + along2, { relative: 0, absolute: 1e-10 * (Math.abs(g1) + Math.abs(g2)) });
      // the reference's natural gradient is Q(s, stay) − Q(s, go), over 1 − γ
      const stay = [theta1, theta2].map((logit) => 1 / (1 + Math.exp(-logit)));
      const largest = Math.max(
        ...reference.natural[i]![j]!.map(
          (natural, s) => Math.abs(natural) * (1 - gamma) * Math.max(stay[s]!, 1 - stay[s]!),
        ),
      );
      agrees(coefficient, (4 * gamma * largest) / (1 - gamma) ** 2);
    }
});
