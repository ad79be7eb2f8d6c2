import { beforeAll, describe, expect, it } from 'vitest';
import { categorical } from '../nn/categorical.ts';
import type { Distribution, Outputs } from '../nn/distribution.ts';
import { gaussian } from '../nn/gaussian.ts';
import { mlp, parameterCount } from '../nn/mlp.ts';
import { sigmoid } from '../nn/sigmoid.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { MlpKernel } from './mlp-kernel.ts';
import { type ObjectiveSettings, PolicyHead } from './policy-head.ts';
import { Draws, makeKernel } from './testing/make.ts';

beforeAll(openWasm);

const CLOSE = { relativeToMax: 1e-5 };
const EPSILON = 0.2;

const FAMILIES: [string, Distribution, number[]][] = [
  ['categorical, 2 actions', categorical(2), [4, 16, 2]],
  ['categorical, 7 actions', categorical(7), [3, 9, 7]],
  ['gaussian, 1 component', gaussian(1), [3, 16, 1]],
  ['gaussian, 5 components', gaussian(5), [6, 12, 5]],
  ['sigmoid', sigmoid(), [0, 1]],
  ['sigmoid with observations', sigmoid(), [2, 8, 1]],
];

const SETTINGS: ObjectiveSettings[] = [
  { surrogate: 'log-probability', clipRange: EPSILON, entropyCoefficient: 0, klCoefficient: 0 },
  { surrogate: 'log-probability', clipRange: EPSILON, entropyCoefficient: 0.05, klCoefficient: 0 },
  { surrogate: 'importance', clipRange: EPSILON, entropyCoefficient: 0, klCoefficient: 0 },
  { surrogate: 'importance', clipRange: EPSILON, entropyCoefficient: 0.02, klCoefficient: 1.5 },
  { surrogate: 'clipped', clipRange: EPSILON, entropyCoefficient: 0, klCoefficient: 0 },
  { surrogate: 'clipped', clipRange: EPSILON, entropyCoefficient: 0.05, klCoefficient: 0.3 },
];

const say = ({ surrogate, entropyCoefficient, klCoefficient }: ObjectiveSettings) =>
  `${surrogate}, entropy ${entropyCoefficient}, KL ${klCoefficient}`;

/** A batch, π_old and a π some way off, in the kernel and as numbers. */
async function makeCase(distribution: Distribution, sizes: number[], batch: number) {
  const shape = { sizes, activation: 'tanh' } as const;
  const { freeParameters, kind, codeSize } = distribution;
  const draws = new Draws(batch);
  const kernel = await makeKernel();
  const network = new MlpKernel(kernel, shape, { batch, freeParameters });
  const head = new PolicyHead(network, kind);
  const size = parameterCount(shape);
  const thetaOld = Float32Array.from([...draws.theta(shape), ...draws.numbers(freeParameters, 0.4)]);
  const moves = draws.numbers(size + freeParameters, 0.25);
  const theta = thetaOld.map((value, i) => value + moves[i]!);
  const observations = draws.numbers(batch * sizes[0]!);
  const advantages = draws.numbers(batch, 2);
  const codes = new Float32Array(batch * codeSize);
  for (let row = 0; row < batch; row++) {
    const action = kind === 'gaussian' ? draws.numbers(codeSize, 1.5) : [draws.integer(0, Math.max(codeSize, 2) - 1)];
    distribution.encode(action, 0, codes, row);
  }
  network.input.values.set(observations);
  head.codes.values.set(codes);
  head.advantages.values.set(advantages);
  network.setTheta(thetaOld);
  network.forward(batch);
  head.remember(batch);
  network.setTheta(theta);
  network.forward(batch);

  const outputs = (t: tf.Tensor1D): Outputs => ({
    head: mlp(tf.slice(t, 0, size), tf.tensor2d(observations, [batch, sizes[0]!]), shape),
    logStd: freeParameters ? tf.slice(t, size, freeParameters) : undefined,
  });
  const logProbability = (t: tf.Tensor1D) =>
    distribution.logProbability(outputs(t), tf.tensor2d(codes, [batch, codeSize]));
  const old = tf.tensor1d(thetaOld);
  const ratio = (t: tf.Tensor1D) => tf.exp(tf.sub(logProbability(t), logProbability(old))) as tf.Tensor1D;
  const kl = (t: tf.Tensor1D) => distribution.kl(outputs(old), outputs(t));
  return { network, head, theta, advantages, batch, outputs, logProbability, ratio, kl };
}
type Case = Awaited<ReturnType<typeof makeCase>>;

/** J in plain TensorFlow.js, as the lecture writes it. */
function objective(test: Case, distribution: Distribution, settings: ObjectiveSettings) {
  const { surrogate, clipRange, entropyCoefficient, klCoefficient } = settings;
  return (t: tf.Tensor): tf.Scalar => {
    const θ = t as tf.Tensor1D;
    const advantage = tf.tensor1d(test.advantages);
    const unclipped = tf.mul(surrogate === 'log-probability' ? test.logProbability(θ) : test.ratio(θ), advantage);
    const terms =
      surrogate === 'clipped'
        ? tf.minimum(unclipped, tf.mul(tf.clipByValue(test.ratio(θ), 1 - clipRange, 1 + clipRange), advantage))
        : unclipped;
    const entropy = tf.mul(tf.mean(distribution.entropy(test.outputs(θ))), entropyCoefficient);
    return tf.sub(tf.add(tf.mean(terms), entropy), tf.mul(tf.mean(test.kl(θ)), klCoefficient));
  };
}

describe.each(FAMILIES)('%s', (_, distribution, sizes) => {
  it.each(SETTINGS.map((settings) => [say(settings), settings] as const))(
    'J and its gradient: %s',
    async (_, settings) => {
      for (const batch of [1, 6, 131]) {
        const test = await makeCase(distribution, sizes, batch);
        const { network, head } = test;
        const { objective: value } = head.ascend(batch, settings);
        network.backward(batch);
        const oracle = tf.tidy(() => {
          const { value, grad } = tf.valueAndGrad(objective(test, distribution, settings))(tf.tensor1d(test.theta));
          return { value: value.dataSync()[0]!, gradient: grad.dataSync() as Float32Array };
        });
        expectClose(value, oracle.value, { absolute: 3e-6, relativeToMax: 1e-5 }, 'J');
        // Terms of size 1 may cancel, both here and there.
        expectClose(network.gradient.values, oracle.gradient, { ...CLOSE, absolute: 5e-7 }, `gradient, batch ${batch}`);
      }
    },
  );

  it('log-probabilities, entropies, ratios, KL and clip fraction, without touching θ or its gradient', async () => {
    const test = await makeCase(distribution, sizes, 131);
    const { head, network, batch } = test;
    network.gradient.values.fill(5);
    const figures = head.measure(batch, EPSILON);
    const oracle = tf.tidy(() => {
      const θ = tf.tensor1d(test.theta);
      const kl = test.kl(θ);
      const ratio = test.ratio(θ);
      const outside = tf.cast(tf.greater(tf.abs(tf.sub(ratio, 1)), EPSILON), 'float32');
      const entropy = distribution.entropy(test.outputs(θ));
      return [test.logProbability(θ), entropy, ratio, kl, tf.mean(entropy), tf.mean(kl), tf.mean(outside)].map(
        (tensor) => tensor.dataSync() as Float32Array,
      );
    });
    const near = { absolute: 1e-6, relativeToMax: 1e-5 };
    expectClose(head.logProbabilities.values, oracle[0]!, near, 'log π');
    expectClose(head.entropies.values, oracle[1]!, near, 'H');
    expectClose(head.ratios.values, oracle[2]!, near, 'r');
    expectClose(head.divergences.values, oracle[3]!, near, 'KL');
    expectClose([figures.entropy, figures.kl], [oracle[4]![0]!, oracle[5]![0]!], near, 'means');
    expect(figures.clipFraction).toBeCloseTo(oracle[6]![0]!, 5);
    expect(network.gradient.values.every((g) => g === 5)).toBe(true);
  });
});

describe('a policy head', () => {
  it('grows with its network', async () => {
    const { head, network } = await makeCase(categorical(2), [4, 16, 2], 6);
    network.reserve(300);
    expect(head.codes.length).toBe(network.capacity * 2);
    expect(head.advantages.length).toBe(network.capacity);
  });

  it('leaves no gradient where clipping stopped a sample, and π_old is not clipped at all', async () => {
    const { head, network, batch } = await makeCase(categorical(2), [4, 16, 2], 40);
    const settings = SETTINGS[4]!;
    expect(head.ascend(batch, settings).clipFraction).toBeGreaterThan(0);
    head.ratios.values.forEach((ratio, row) => {
      const stopped = head.advantages.values[row]! > 0 ? ratio > 1 + EPSILON : ratio < 1 - EPSILON;
      expect(network.dOutput.values[2 * row] === 0).toBe(stopped);
    });
    head.remember(batch);
    expect(head.ascend(batch, settings).clipFraction).toBe(0);
    expect(network.dOutput.values.every((d) => d !== 0)).toBe(true);
  });
});
