import { beforeAll, describe, expect, it } from 'vitest';
import { Adam, GradientStep, limitNorm } from '../nn/optimizers.ts';
import { Parameters } from '../nn/parameters.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { MlpKernel } from './mlp-kernel.ts';
import { KernelAdam, KernelGradientStep } from './optimizers.ts';
import { Draws, makeKernel } from './testing/make.ts';

beforeAll(openWasm);

const CLOSE = { relativeToMax: 1e-5 };

async function makeNetwork(seed: number) {
  const draws = new Draws(seed);
  const shape = {
    sizes: [draws.integer(1, 20), draws.integer(1, 20), draws.integer(1, 9)],
    activation: 'tanh',
  } as const;
  const kernel = await makeKernel();
  const network = new MlpKernel(kernel, shape, { batch: 1 });
  network.setTheta(draws.theta(shape));
  return { kernel, network, draws, parameters: new Parameters(network.theta.values.slice()) };
}

describe('steps in the kernel are those of nn/optimizers.ts', () => {
  const PAIRS = [
    [
      'Adam',
      (size: number) => new Adam(size, { epsilon: 1e-5 }),
      (n: MlpKernel) => new KernelAdam(n, { epsilon: 1e-5 }),
    ],
    ['plain', () => new GradientStep(), (n: MlpKernel) => new KernelGradientStep(n)],
    ['momentum', () => new GradientStep(0.9), (n: MlpKernel) => new KernelGradientStep(n, 0.9)],
  ] as const;

  it.each(PAIRS)('%s, over 12 steps and a checkpoint halfway, which either can load', async (_, plain, ours) => {
    for (let seed = 1; seed <= 12; seed++) {
      const { network, draws, parameters } = await makeNetwork(seed);
      let [oracle, kernel] = [plain(network.parameters), ours(network)];
      for (let step = 0; step < 12; step++) {
        const gradient = draws.numbers(network.parameters, step % 3 ? 1 : 1e-3);
        network.gradient.values.set(gradient);
        const direction = step % 2 ? 'ascend' : 'descend';
        tf.tidy(() => oracle[direction](parameters, tf.tensor1d(gradient), 0.02));
        kernel[direction](0.02);
        if (step !== 6) continue;
        const [fromOracle, fromKernel] = [await oracle.save(), kernel.save()];
        [oracle, kernel] = [plain(network.parameters), ours(network)];
        oracle.load(fromKernel);
        kernel.load(fromOracle);
      }
      expectClose(network.theta.values, await parameters.read(), CLOSE, 'θ');
    }
  });

  it('norm limits', async () => {
    for (const [scale, limit] of [
      [1, 0.5],
      [1e-3, 0.5],
      [1, 0],
    ] as const) {
      const { network, draws } = await makeNetwork(3);
      const gradient = draws.numbers(network.parameters, scale);
      network.gradient.values.set(gradient);
      const length = network.limitGradient(limit);
      expect(length).toBeCloseTo(Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0)), 5);
      const limited = tf.tidy(() => limitNorm(tf.tensor1d(gradient), limit).dataSync());
      expectClose(network.gradient.values, limited, CLOSE);
    }
  });

  it('a gradient that is not a number stays one', async () => {
    const { network } = await makeNetwork(4);
    network.gradient.values[1] = Number.NaN;
    expect(network.limitGradient(0.5)).toBeNaN();
    new KernelAdam(network).descend(0.1);
    expect(network.theta.values[1]).toBeNaN();
  });
});

describe('vectors in the kernel', () => {
  it.each([0, 1, 3, 4, 17, 1001])('of %i numbers: dot, norm, sums, scaling, copies', async (length) => {
    const kernel = await makeKernel();
    const draws = new Draws(length);
    const [x, y, z] = [kernel.floats(length), kernel.floats(length), kernel.floats(length)];
    x.values.set(draws.numbers(length));
    y.values.set(draws.numbers(length));
    const [a, b] = [Array.from(x.values), Array.from(y.values)];
    const dot = a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(kernel.dot(x, y)).toBeCloseTo(dot, 9);
    expect(kernel.norm(x)).toBeCloseTo(Math.sqrt(a.reduce((sum, value) => sum + value * value, 0)), 9);
    kernel.copy(y, z);
    kernel.addScaled(-0.5, x, z);
    kernel.scale(3, z);
    expectClose(
      z.values,
      a.map((value, i) => 3 * (b[i]! - 0.5 * value)),
      { relativeToMax: 1e-6 },
    );
    expect(() => kernel.dot(x, kernel.floats(length + 1))).toThrow(RangeError);
  });

  it('gathers rows', async () => {
    const kernel = await makeKernel();
    for (const width of [0, 1, 3, 4, 9]) {
      const source = kernel.floats(50 * width);
      source.values.set(new Draws(width).numbers(50 * width));
      const order = kernel.indices(50);
      for (let i = 0; i < 50; i++) order.values[i] = (i * 7) % 50;
      const target = kernel.floats(20 * width);
      kernel.gather(source, width, order, 30, 20, target);
      const rows = Array.from(order.values.subarray(30)).flatMap((row) => [
        ...source.values.subarray(row * width, (row + 1) * width),
      ]);
      expect([...target.values]).toEqual(rows);
      expect(() => kernel.gather(source, width, order, 31, 20, target)).toThrow(RangeError);
    }
  });
});
