import { beforeAll, describe, expect, it } from 'vitest';
import { type MlpShape, mlp } from '../nn/mlp.ts';
import { Adam } from '../nn/optimizers.ts';
import { Parameters } from '../nn/parameters.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { type KernelShape, type Metric, MlpKernel } from './mlp-kernel.ts';
import { KernelAdam } from './optimizers.ts';
import { Draws, makeKernel } from './testing/make.ts';
import { Reference } from './testing/reference.ts';

beforeAll(openWasm);

const SHAPES = 240;
const CLOSE = { relativeToMax: 1e-5 };

interface Case {
  readonly shape: KernelShape;
  readonly batch: number;
  readonly metric: Metric;
}

/** Depth 0 – 3, widths 1 – 130, batches 1 – 300; every twelfth network has no inputs. */
function makeCase(seed: number): Case & { draws: Draws } {
  const draws = new Draws(seed);
  const hidden = Array.from({ length: draws.integer(0, 3) }, () => draws.integer(1, 130));
  const metric = draws.pick(['categorical', 'gaussian', 'sigmoid', 'identity'] as const);
  const sizes = [seed % 12 === 0 ? 0 : draws.integer(1, 130), ...hidden, draws.integer(1, 130)];
  return {
    shape: { sizes, activation: (['tanh', 'relu', 'identity'] as const)[seed % 3]! },
    batch: draws.integer(1, 300),
    metric,
    draws,
  };
}

const name = ({ shape, batch }: Case) => `${shape.sizes.join('-')} ${shape.activation}, batch ${batch}`;

describe('the kernel gives what plain TensorFlow.js and the definitions give', () => {
  const groups = Array.from({ length: SHAPES / 20 }, (_, group) => group);
  it.each(groups)('on 20 generated shapes (group %i)', async (group) => {
    const kernel = await makeKernel();
    for (let seed = group * 20; seed < (group + 1) * 20; seed++) {
      const test = makeCase(seed);
      const { shape, batch, metric, draws } = test;
      const outputs = shape.sizes.at(-1)!;
      const freeParameters = metric === 'gaussian' ? outputs : 0;
      const network = new MlpKernel(kernel, shape, { batch, freeParameters });
      const theta = Float32Array.from([...draws.theta(shape), ...draws.numbers(freeParameters, 0.5)]);
      const x = draws.numbers(batch * shape.sizes[0]!);
      const dOutput = draws.numbers(batch * outputs);
      const v = draws.numbers(theta.length);
      network.setTheta(theta);
      network.input.values.set(x);
      network.dOutput.values.set(dOutput);
      const direction = kernel.floats(theta.length);
      direction.values.set(v);
      const product = kernel.floats(theta.length);
      const tangents = kernel.floats(batch * outputs);

      network.forward(batch);
      network.backward(batch);
      network.backwardInput(batch);
      network.tangents(direction, batch, tangents);
      network.fisherProduct(metric, direction, batch, product);

      const reference = new Reference(shape, theta, x, batch);
      const what = name(test);
      expectClose(network.output.values, reference.output, CLOSE, `outputs of ${what}`);
      const back = reference.backward(dOutput);
      expectClose(network.gradient.values, back.theta, CLOSE, `gradient of ${what}`);
      expectClose(network.dInput.values, back.input, CLOSE, `input gradient of ${what}`);
      expectClose(tangents.values, reference.tangents(v), CLOSE, `tangents of ${what}`);
      expectClose(product.values, reference.fisherProduct(metric, v), CLOSE, `${metric} Fisher product of ${what}`);

      await expectSameAdam(network, theta, what);

      if (shape.activation === 'identity') continue;
      const oracle = tf.tidy(() => {
        const inputs = tf.tensor2d(x, [batch, shape.sizes[0]!]);
        const run = (t: tf.Tensor) => mlp(t as tf.Tensor1D, inputs, shape as MlpShape);
        const flat = tf.tensor1d(theta.subarray(0, theta.length - freeParameters));
        const gradient = tf.grad(run)(flat, tf.tensor2d(dOutput, [batch, outputs]));
        return {
          output: run(flat).dataSync() as Float32Array,
          theta: gradient.dataSync() as Float32Array,
        };
      });
      expectClose(network.output.values, oracle.output, CLOSE, `outputs of ${what} against TensorFlow.js`);
      const gradient = network.gradient.values.subarray(0, theta.length - freeParameters);
      expectClose(gradient, oracle.theta, CLOSE, `gradient of ${what} against TensorFlow.js`);
    }
  });
});

/** Three steps of Adam along the network's gradient end where TensorFlow.js's tensors end; θ is put back. */
async function expectSameAdam(network: MlpKernel, theta: Float32Array, what: string): Promise<void> {
  const [mine, theirs] = [new KernelAdam(network, { epsilon: 1e-5 }), new Adam(theta.length, { epsilon: 1e-5 })];
  const parameters = new Parameters(theta);
  const gradient = tf.tensor1d(network.gradient.values.slice());
  for (let step = 0; step < 3; step++) {
    mine.descend(0.01);
    theirs.descend(parameters, gradient, 0.01);
  }
  expectClose(network.theta.values, await parameters.read(), CLOSE, `θ of ${what} after Adam`);
  gradient.dispose();
  parameters.dispose();
  theirs.dispose();
  network.setTheta(theta);
}

describe('a network in the kernel', () => {
  const shape = { sizes: [5, 33, 18, 3], activation: 'tanh' } as const;

  async function filled(batch: number, seed = 7) {
    const kernel = await makeKernel();
    const network = new MlpKernel(kernel, shape, { batch });
    const draws = new Draws(seed);
    network.setTheta(draws.theta(shape));
    network.input.values.set(draws.numbers(batch * 5));
    network.dOutput.values.set(draws.numbers(batch * 3));
    return { kernel, network, draws };
  }

  it('computes each row as if it were alone', async () => {
    const { network } = await filled(101);
    network.forward(101);
    const together = network.output.values.slice();
    for (const row of [0, 3, 64, 97, 100]) {
      network.input.values.copyWithin(0, row * 5, row * 5 + 5);
      network.forward(1);
      expect([...network.output.values.subarray(0, 3)]).toEqual([...together.subarray(row * 3, row * 3 + 3)]);
    }
  });

  it('gives the same bits twice', async () => {
    const run = async () => {
      const { network } = await filled(300);
      network.forward(300);
      network.backward(300);
      return [...network.gradient.values];
    };
    expect(await run()).toEqual(await run());
  });

  it('allocates nothing once it exists', async () => {
    const { kernel, network, draws } = await filled(128);
    const direction = kernel.floats(network.parameters);
    const product = kernel.floats(network.parameters);
    direction.values.set(draws.numbers(network.parameters));
    const work = () => {
      network.forward(128);
      network.backward(128);
      network.backwardInput(128);
      network.fisherProduct('categorical', direction, 128, product);
    };
    work();
    const [first, second] = [kernel.floats(1).address, kernel.floats(1).address];
    for (let i = 0; i < 50; i++) work();
    expect(kernel.floats(1).address - second).toBe(second - first);
  });

  it('sees a changed θ only when it is told of the change', async () => {
    const { network } = await filled(4);
    network.forward(4);
    const before = network.output.values.slice();
    network.theta.values.fill(0);
    network.changed();
    network.forward(4);
    expect([...network.output.values]).toEqual(new Array(12).fill(0));
    expect([...before]).not.toEqual([...network.output.values]);
  });

  it('shares its memory with many', async () => {
    const { kernel, network } = await filled(20);
    const theta = network.theta.values.slice();
    for (let i = 0; i < 40; i++) new MlpKernel(kernel, shape, { batch: 1000 }).input.values.fill(7);
    network.forward(20);
    const expected = new Reference(shape, theta, network.input.values, 20).output;
    expectClose(network.output.values, expected, CLOSE);
  });

  it('makes room for larger batches', async () => {
    const { network, draws } = await filled(10);
    const x = draws.numbers(500 * 5);
    expect(() => network.forward(500)).toThrow(RangeError);
    network.reserve(500);
    network.input.values.set(x);
    network.forward(500);
    const expected = new Reference(shape, network.theta.values, x, 500).output;
    expectClose(network.output.values.subarray(0, 1500), expected, CLOSE);
  });

  it('lets what is not a number be seen', async () => {
    const { network } = await filled(8);
    network.input.values[2 * 5] = Number.NaN;
    network.forward(8);
    expect(Number.isNaN(network.output.values[2 * 3])).toBe(true);
    expect(network.output.values[3 * 3]).not.toBeNaN();
  });

  it('refuses batches, directions and shapes that do not fit', async () => {
    const { kernel, network } = await filled(8);
    expect(() => network.forward(0)).toThrow(RangeError);
    expect(() => network.backward(9)).toThrow(RangeError);
    expect(() => network.setTheta([1])).toThrow(RangeError);
    expect(() => network.fisherProduct('categorical', kernel.floats(3), 8, network.gradient)).toThrow(RangeError);
    expect(() => new MlpKernel(kernel, { sizes: [4], activation: 'tanh' }, { batch: 1 })).toThrow(RangeError);
  });
});
