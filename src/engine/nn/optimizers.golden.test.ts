import { describe, it } from 'vitest';
import { openWasm } from '../testing/backend.ts';
import { expectClose, readGolden } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { Adam, GradientStep, limitNorm } from './optimizers.ts';
import { Parameters } from './parameters.ts';

interface OptimizerCase {
  optimizer: 'adam' | 'sgd_momentum';
  lr: number;
  eps: number;
  betas: [number, number];
  momentum: number;
  theta0: number[];
  grads: number[][];
  theta_after: number[][];
  m_final: number[];
  v_final: number[];
}

const FLOAT32 = { relativeToMax: 1e-5 };
const golden = readGolden<{
  cases: OptimizerCase[];
  clip_grad_norm: { max_norm: number; grad: number[]; clipped: number[] }[];
}>('optim');

await openWasm();

describe('optimisers', () => {
  it.each(golden.cases.map((one) => [`${one.optimizer}, rate ${one.lr}`, one] as const))('%s', async (_, one) => {
    const theta = new Parameters(Float32Array.from(one.theta0));
    const optimizer =
      one.optimizer === 'adam'
        ? new Adam(theta.size, { beta1: one.betas[0], beta2: one.betas[1], epsilon: one.eps })
        : new GradientStep(one.momentum);
    for (const [step, gradient] of one.grads.entries()) {
      optimizer.descend(theta, tf.tensor1d(gradient), one.lr);
      expectClose(await theta.read(), one.theta_after[step]!, FLOAT32, `θ after step ${step + 1}`);
    }
    if (one.optimizer === 'sgd_momentum') return;
    const { m, v } = await optimizer.save();
    expectClose(m as Float32Array, one.m_final, FLOAT32, 'm');
    expectClose(v as Float32Array, one.v_final, FLOAT32, 'v');
  });

  it.each(golden.clip_grad_norm)('shortens a gradient to $max_norm', ({ max_norm, grad, clipped }) => {
    expectClose(limitNorm(tf.tensor1d(grad), max_norm).dataSync(), clipped, FLOAT32, 'the gradient');
  });
});
