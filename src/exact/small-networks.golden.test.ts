import { expect, it } from 'vitest';
import { backward, forward } from './small-networks.ts';
import { readGolden } from './testing/golden.ts';

interface Golden {
  readonly sizes: readonly number[];
  readonly theta: readonly number[];
  readonly obs: readonly (readonly number[])[];
  readonly actions: readonly number[];
  readonly advantages: readonly number[];
  readonly logp: readonly number[];
  readonly policy_gradient: readonly number[];
}

it.each(['policy_cat2', 'policy_cat3'])('has the policy gradient that torch finds: %s', (name) => {
  const golden = readGolden<Golden>(name);
  const theta = Float64Array.from(golden.theta);
  const gradient = new Float64Array(theta.length);
  golden.obs.forEach((observation, row) => {
    const activations = forward(golden.sizes, theta, observation);
    const logits = [...activations.at(-1)!];
    const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const action = golden.actions[row]!;
    expect(logits[action]! - total).toBeCloseTo(golden.logp[row]!, 10);
    const weight = golden.advantages[row]! / golden.obs.length;
    const dLogits = logits.map((logit, a) => weight * ((a === action ? 1 : 0) - Math.exp(logit - total)));
    backward(golden.sizes, theta, activations, dLogits, gradient);
  });
  const largest = golden.policy_gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  golden.policy_gradient.forEach((g, i) => {
    expect(Math.abs(gradient[i]! - g)).toBeLessThanOrEqual(1e-10 * largest);
  });
});
