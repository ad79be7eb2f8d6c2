import { beforeAll, describe, it } from 'vitest';
import type { Kernel } from '../../kernels/kernel.ts';
import { loadKernel } from '../../kernels/load.ts';
import { MlpKernel } from '../../kernels/mlp-kernel.ts';
import { PolicyHead } from '../../kernels/policy-head.ts';
import { categorical } from '../../nn/categorical.ts';
import { gaussian } from '../../nn/gaussian.ts';
import { type MlpShape, mlp, parameterCount } from '../../nn/mlp.ts';
import { openWasm } from '../../testing/backend.ts';
import { expectClose, readGolden } from '../../testing/golden.ts';
import { tf } from '../../tf.ts';
import { importanceObjective } from '../objectives.ts';

interface Case {
  readonly name: string;
  readonly kind: 'categorical' | 'gaussian';
  readonly sizes: number[];
  readonly theta_old: number[];
  readonly theta: number[];
  readonly obs: number[][];
  readonly actions: (number | number[])[];
  readonly advantages_used: number[];
  readonly kl_penalty: { readonly beta: number; readonly loss: number; readonly grad: number[] };
}

const FLOAT32 = { relativeToMax: 1e-5 };
/** The loss is a sum of terms near 1 that nearly cancel: its error is measured against the terms. */
const SCALAR = { absolute: 1e-6, relativeToMax: 1e-5 };

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  kernel = (await loadKernel()).kernel!.instantiate();
});

describe.each(readGolden<{ cases: Case[] }>('ppo').cases)('L^IS − β KL, $name, β = $kl_penalty.beta', (golden) => {
  const { kl_penalty: penalty } = golden;
  const outputs = golden.sizes.at(-1)!;
  const rows = golden.obs.length;
  const family = golden.kind === 'categorical' ? categorical(outputs) : gaussian(outputs);
  const shape: MlpShape = { sizes: golden.sizes, activation: 'tanh' };
  const codes = new Float32Array(rows * family.codeSize);
  for (let row = 0; row < rows; row++) family.encode(golden.actions.flat(), row, codes, row);

  it('in the kernel', () => {
    const network = new MlpKernel(kernel, shape, { batch: rows, freeParameters: family.freeParameters });
    const head = new PolicyHead(network, golden.kind);
    network.input.values.set(golden.obs.flat());
    head.codes.values.set(codes);
    head.advantages.values.set(golden.advantages_used);
    network.setTheta(golden.theta_old);
    network.forward(rows);
    head.remember(rows);
    network.setTheta(golden.theta);
    network.forward(rows);
    const fused = { ...importanceObjective.fused!, entropyCoefficient: 0, klCoefficient: penalty.beta };
    const { objective } = head.ascend(rows, fused);
    network.backward(rows);
    expectClose(-objective, penalty.loss, SCALAR, 'the loss');
    expectClose(
      network.gradient.values.map((g) => -g),
      penalty.grad,
      FLOAT32,
      'its gradient',
    );
  });

  it('by its formula', () => {
    const observations = tf.tensor2d(golden.obs);
    const actions = tf.tensor2d(codes, [rows, family.codeSize]);
    const policyAt = (theta: tf.Tensor1D) => ({
      head: mlp(tf.slice(theta, 0, parameterCount(shape)), observations, shape),
      logStd: family.freeParameters ? tf.slice(theta, parameterCount(shape), outputs) : undefined,
    });
    const old = policyAt(tf.tensor1d(golden.theta_old));
    const logPiOld = family.logProbability(old, actions);
    const { value, grad } = tf.valueAndGrad((theta) => {
      const now = policyAt(theta as tf.Tensor1D);
      const logProbability = family.logProbability(now, actions);
      const ratio = tf.exp(tf.sub(logProbability, logPiOld)) as tf.Tensor1D;
      const surrogate = importanceObjective.value({
        logProbability,
        ratio,
        advantage: tf.tensor1d(golden.advantages_used),
      });
      return tf.sub(tf.mul(tf.mean(family.kl(old, now)), penalty.beta), surrogate) as tf.Scalar;
    })(tf.tensor1d(golden.theta));
    expectClose(value.dataSync(), [penalty.loss], SCALAR, 'the loss');
    expectClose(grad.dataSync(), penalty.grad, FLOAT32, 'its gradient');
  });
});
