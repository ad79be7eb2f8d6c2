import { describe, expect, it } from 'vitest';
import { expectClose, readGolden } from '../testing/golden.ts';
import type { Floats, Kernel } from './kernel.ts';
import { MlpKernel } from './mlp-kernel.ts';
import { PolicyHead } from './policy-head.ts';
import { makeKernel } from './testing/make.ts';

interface GoldenPolicy {
  readonly kind: 'categorical' | 'gaussian';
  readonly sizes: number[];
  readonly n_params: number;
  readonly theta: number[];
  readonly theta_new: number[];
  readonly obs: number[][];
  readonly actions: (number | number[])[];
  readonly advantages: number[];
  readonly logp: number[];
  readonly entropy: number[];
  readonly objective_mean_logp_adv: number;
  readonly policy_gradient: number[];
  readonly kl_old_new: number[];
  readonly fvp: { v: number[]; Fv_exact: number[] }[];
  readonly cg: { damping: number; x_direct_solve: number[] }[];
}

/** References in float64, results in float32. */
const CLOSE = { relativeToMax: 1e-5 };

async function open(name: string) {
  const golden = readGolden<GoldenPolicy>(name);
  const kernel = await makeKernel();
  const batch = golden.obs.length;
  const width = golden.sizes.at(-1)!;
  const freeParameters = golden.kind === 'gaussian' ? width : 0;
  const network = new MlpKernel(kernel, { sizes: golden.sizes, activation: 'tanh' }, { batch, freeParameters });
  const head = new PolicyHead(network, golden.kind);
  network.setTheta(golden.theta);
  network.input.values.set(golden.obs.flat());
  head.advantages.values.set(golden.advantages);
  golden.actions.forEach((action, row) => {
    if (typeof action === 'number' && golden.kind === 'categorical') head.codes.values[row * width + action] = 1;
    else head.codes.values.set([action].flat(), row * width);
  });
  network.forward(batch);
  return { golden, kernel, network, head, batch };
}

/** Conjugate gradient on (F + damping I) x = g with the kernel's vectors, from x = 0. */
function solve(
  kernel: Kernel,
  product: (v: Floats, out: Floats) => void,
  g: Floats,
  steps: number,
  damping: number,
): Floats {
  const [x, r, p, q] = [g, g, g, g].map(({ length }) => kernel.floats(length)) as [Floats, Floats, Floats, Floats];
  kernel.copy(g, r);
  kernel.copy(g, p);
  let square = kernel.dot(r, r);
  for (let i = 0; i < steps; i++) {
    product(p, q);
    kernel.addScaled(damping, p, q);
    const step = square / kernel.dot(p, q);
    kernel.addScaled(step, p, x);
    kernel.addScaled(-step, q, r);
    const next = kernel.dot(r, r);
    kernel.scale(next / square, p);
    kernel.addScaled(1, r, p);
    square = next;
  }
  return x;
}

describe.each(['policy_cat2', 'policy_cat3', 'policy_gauss1', 'policy_gauss2'])('golden %s', (name) => {
  it('log-probabilities, entropies and the policy gradient', async () => {
    const { golden, network, head, batch } = await open(name);
    const settings = { surrogate: 'log-probability', clipRange: 0, entropyCoefficient: 0, klCoefficient: 0 } as const;
    const { objective } = head.ascend(batch, settings);
    network.backward(batch);
    expectClose(head.logProbabilities.values, golden.logp, CLOSE, 'log π');
    expectClose(head.entropies.values, golden.entropy, CLOSE, 'H');
    expect(objective).toBeCloseTo(golden.objective_mean_logp_adv, 5);
    expectClose(network.gradient.values, golden.policy_gradient, CLOSE, 'the gradient');
  });

  it('KL(π_old ‖ π_new)', async () => {
    const { golden, network, head, batch } = await open(name);
    head.remember(batch);
    network.setTheta(golden.theta_new);
    network.forward(batch);
    head.measure(batch, 0.2);
    expectClose(head.divergences.values, golden.kl_old_new, CLOSE, 'KL');
  });

  it('Fisher-vector products', async () => {
    const { golden, kernel, network, batch } = await open(name);
    const [v, product] = [kernel.floats(golden.n_params), kernel.floats(golden.n_params)];
    for (const { v: direction, Fv_exact } of golden.fvp) {
      v.values.set(direction);
      network.fisherProduct(golden.kind, v, batch, product);
      expectClose(product.values, Fv_exact, CLOSE, 'F v');
    }
  });

  it('conjugate gradient with them', async () => {
    const { golden, kernel, network, batch } = await open(name);
    const g = kernel.floats(golden.n_params);
    g.values.set(golden.policy_gradient);
    const { damping, x_direct_solve } = golden.cg.find((entry) => entry.damping === 0.1)!;
    const product = (v: Floats, out: Floats) => network.fisherProduct(golden.kind, v, batch, out);
    // As far as float32 gets: F + 0.1 I has a condition number of several hundred.
    expectClose(solve(kernel, product, g, 60, damping).values, x_direct_solve, { relativeToMax: 1e-3 }, 'x');
  });
});
