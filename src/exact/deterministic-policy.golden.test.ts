import { expect, test } from 'vitest';
import { slopeAt } from './deterministic-policy.ts';
import { readGolden } from './testing/golden.ts';

interface Golden {
  readonly cases: readonly {
    readonly act_dim: number;
    readonly act_limit: number;
    readonly actor_layout: readonly { readonly name: string; readonly offset: number }[];
    readonly actor_actions: readonly (readonly number[])[];
    readonly dq_da: readonly (readonly number[])[];
    readonly actor_grad: readonly number[];
  }[];
}

const golden = readGolden<Golden>('ddpg_svg0');

/** The last layer's biases stand where θ stands here: a = limit · tanh(… + bias). */
test('the chain rule gives the gradient of an actor’s last biases', () => {
  for (const { act_dim, act_limit, actor_layout, actor_actions, dq_da, actor_grad } of golden.cases) {
    const { offset } = actor_layout.at(-1)!;
    for (let i = 0; i < act_dim; i++) {
      const products = actor_actions.map((action, n) => dq_da[n]![i]! * slopeAt(action[i]!, act_limit));
      const mean = products.reduce((sum, product) => sum + product, 0) / products.length;
      const size = Math.max(...products.map(Math.abs));
      expect(Math.abs(mean - actor_grad[offset + i]!)).toBeLessThanOrEqual(1e-10 * size);
    }
  }
});
