import { beforeAll, expect, it } from 'vitest';
import { mlp } from '../nn/mlp.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { MlpKernel } from './mlp-kernel.ts';
import { Draws, makeKernel } from './testing/make.ts';
import { ValueHead } from './value-head.ts';

beforeAll(openWasm);

it.each([
  [0, 1, 1],
  [0, 0.5, 150],
  [0.2, 0.5, 7],
  [0.2, 1, 150],
])('value loss with clip range %f, coefficient %f, %i rows', async (clipRange, coefficient, rows) => {
  const shape = { sizes: [4, 12, 1], activation: 'tanh' } as const;
  const draws = new Draws(rows);
  const network = new MlpKernel(await makeKernel(), shape, { batch: rows });
  const head = new ValueHead(network);
  const [x, target, old] = [draws.numbers(4 * rows), draws.numbers(rows, 2), draws.numbers(rows)];
  const phi = draws.theta(shape);
  network.setTheta(phi);
  network.input.values.set(x);
  head.targets.values.set(target);
  head.oldValues.values.set(old);
  network.forward(rows);
  const loss = head.descend(rows, clipRange, coefficient);
  network.backward(rows);

  const oracle = tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((φ: tf.Tensor) => {
      const values = tf.reshape(mlp(φ as tf.Tensor1D, tf.tensor2d(x, [rows, 4]), shape), [rows]);
      const held = tf.add(old, tf.clipByValue(tf.sub(values, old), -clipRange, clipRange));
      const error = tf.square(tf.sub(values, target));
      const worse = clipRange > 0 ? tf.maximum(error, tf.square(tf.sub(held, target))) : error;
      return tf.mul(tf.mean(worse), 0.5 * coefficient) as tf.Scalar;
    })(tf.tensor1d(phi));
    return { loss: value.dataSync()[0]!, gradient: grad.dataSync() as Float32Array };
  });
  expectClose(loss, oracle.loss, { relativeToMax: 1e-5 }, 'loss');
  expectClose(network.gradient.values, oracle.gradient, { relativeToMax: 1e-5 }, 'gradient');
  expect(() => head.descend(rows + 1)).toThrow(RangeError);
});
