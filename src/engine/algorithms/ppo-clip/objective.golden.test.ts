import { describe, it } from 'vitest';
import { categorical } from '../../nn/categorical.ts';
import type { Distribution, Outputs } from '../../nn/distribution.ts';
import { gaussian } from '../../nn/gaussian.ts';
import { type MlpShape, mlp, parameterCount } from '../../nn/mlp.ts';
import { valueLoss } from '../../nn/value-loss.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import { openWasm } from '../../testing/backend.ts';
import { expectClose, readGolden } from '../../testing/golden.ts';
import { tf } from '../../tf.ts';
import { clippedSurrogate } from './objective.ts';

interface Case {
  name: string;
  kind: 'categorical' | 'gaussian';
  sizes: number[];
  clip: number;
  entropy_coef: number;
  normalize_advantages: boolean;
  theta_old: number[];
  theta: number[];
  obs: number[][];
  actions: (number | number[])[];
  advantages: number[];
  advantages_used: number[];
  logp_old: number[];
  logp: number[];
  ratio: number[];
  policy_loss: number;
  policy_loss_grad: number[];
  entropy: number;
  total_policy_loss: number;
  total_policy_loss_grad: number[];
  clip_fraction: number;
  exact_kl_old_new: number;
  value: {
    sizes: number[];
    theta: number[];
    value: number[];
    value_old: number[];
    returns: number[];
    clipped_loss: number;
    clipped_loss_grad: number[];
    unclipped_loss: number;
    unclipped_loss_grad: number[];
  };
}

/** Losses are sums of terms near 1 that nearly cancel: their error is measured against the terms. */
const FLOAT32 = { relativeToMax: 1e-5 };
const SCALAR = { absolute: 1e-6, relativeToMax: 1e-5 };

await openWasm();

describe.each(readGolden<{ cases: Case[] }>('ppo').cases)('$name, ε = $clip', (one) => {
  const shape: MlpShape = { sizes: one.sizes, activation: 'tanh' };
  const outputs = one.sizes.at(-1)!;
  const family: Distribution = one.kind === 'categorical' ? categorical(outputs) : gaussian(outputs);
  const observations = tf.tensor2d(one.obs);
  const advantages = tf.tensor1d(one.advantages_used);
  const flatActions = Float32Array.from(one.actions.flat());
  const codes = new Float32Array(one.obs.length * family.codeSize);
  for (let row = 0; row < one.obs.length; row++) family.encode(flatActions, row, codes, row);
  const actions = tf.tensor2d(codes, [one.obs.length, family.codeSize]);
  const policyAt = (theta: tf.Tensor1D): Outputs => ({
    head: mlp(tf.slice(theta, 0, parameterCount(shape)), observations, shape),
    logStd: one.kind === 'gaussian' ? tf.slice(theta, parameterCount(shape), outputs) : undefined,
  });
  const ratioAt = (theta: tf.Tensor1D): tf.Tensor1D =>
    tf.exp(tf.sub(family.logProbability(policyAt(theta), actions), tf.tensor1d(one.logp_old)));
  const theta = tf.tensor1d(one.theta);

  it('has the log-probabilities, ratios, entropy and KL', () => {
    const old = policyAt(tf.tensor1d(one.theta_old));
    expectClose(family.logProbability(old, actions).dataSync(), one.logp_old, FLOAT32, 'log π_old');
    expectClose(family.logProbability(policyAt(theta), actions).dataSync(), one.logp, FLOAT32, 'log π');
    expectClose(ratioAt(theta).dataSync(), one.ratio, FLOAT32, 'r');
    expectClose(tf.mean(family.entropy(policyAt(theta))).dataSync(), [one.entropy], SCALAR, 'the entropy');
    expectClose(tf.mean(family.kl(old, policyAt(theta))).dataSync(), [one.exact_kl_old_new], SCALAR, 'KL');
  });

  it('normalises advantages as its source does', () => {
    if (!one.normalize_advantages) return;
    expectClose(normaliseAdvantages(Float32Array.from(one.advantages)), one.advantages_used, FLOAT32, 'Â');
  });

  it('has L^CLIP and its gradient, with and without the entropy bonus', () => {
    const plain = tf.valueAndGrad((θ) => tf.neg(clippedSurrogate(ratioAt(θ as tf.Tensor1D), advantages, one.clip)))(
      theta,
    );
    expectClose(plain.value.dataSync(), [one.policy_loss], SCALAR, '−L^CLIP');
    expectClose(plain.grad.dataSync(), one.policy_loss_grad, FLOAT32, 'its gradient');
    const total = tf.valueAndGrad((θ) => {
      const objective = clippedSurrogate(ratioAt(θ as tf.Tensor1D), advantages, one.clip);
      const entropy = tf.mean(family.entropy(policyAt(θ as tf.Tensor1D)));
      return tf.neg(tf.add(objective, tf.mul(entropy, one.entropy_coef)));
    })(theta);
    expectClose(total.value.dataSync(), [one.total_policy_loss], SCALAR, 'the total loss');
    expectClose(total.grad.dataSync(), one.total_policy_loss_grad, FLOAT32, 'its gradient');
  });

  it('has the value loss and its gradient, clipped and not', () => {
    const { value } = one;
    const critic: MlpShape = { sizes: value.sizes, activation: 'tanh' };
    const valuesAt = (φ: tf.Tensor): tf.Tensor1D => tf.reshape(mlp(φ as tf.Tensor1D, observations, critic), [-1]);
    const phi = tf.tensor1d(value.theta);
    expectClose(valuesAt(phi).dataSync(), value.value, FLOAT32, 'V');
    for (const [clip, loss, gradient] of [
      [0, value.unclipped_loss, value.unclipped_loss_grad],
      [one.clip, value.clipped_loss, value.clipped_loss_grad],
    ] as const) {
      const got = tf.valueAndGrad((φ) =>
        valueLoss(valuesAt(φ), tf.tensor1d(value.value_old), tf.tensor1d(value.returns), clip),
      )(phi);
      expectClose(got.value.dataSync(), [loss], SCALAR, `the value loss, range ${clip}`);
      expectClose(got.grad.dataSync(), gradient, FLOAT32, `its gradient, range ${clip}`);
    }
  });
});
