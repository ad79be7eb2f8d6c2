import { test } from 'vitest';
import { constantKlStep, fisherInformation, klDivergence, probability, quadraticKlStep } from './sigmoid.ts';
import { agrees, readGolden } from './testing/golden.ts';

interface Golden {
  readonly theta: readonly number[];
  readonly d: readonly number[];
  readonly pi: readonly number[];
  readonly fisher: readonly number[];
  readonly kl: readonly (readonly number[])[];
  readonly trust_region: readonly {
    readonly theta: number;
    readonly delta: number;
    readonly quadratic_step: number;
    readonly exact_step_up: number | null;
    readonly exact_step_down: number | null;
  }[];
}

const golden = readGolden<Golden>('exact_sigmoid');

test('probability and Fisher information', () => {
  for (const [i, theta] of golden.theta.entries()) {
    agrees(probability(theta), golden.pi[i]!);
    agrees(fisherInformation(theta), golden.fisher[i]!);
  }
});

test('KL(π_old ‖ π_new) at every θ and Δθ', () => {
  for (const [i, theta] of golden.theta.entries())
    for (const [j, step] of golden.d.entries()) agrees(klDivergence(theta, theta + step), golden.kl[i]![j]!);
});

test('the step of constant KL, both ways, and the quadratic one', () => {
  for (const reference of golden.trust_region) {
    agrees(quadraticKlStep(reference.theta, reference.delta), reference.quadratic_step);
    if (reference.exact_step_up !== null)
      agrees(constantKlStep(reference.theta, reference.delta, 1), reference.exact_step_up);
    if (reference.exact_step_down !== null)
      agrees(constantKlStep(reference.theta, reference.delta, -1), reference.exact_step_down);
  }
});
