import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/golden.ts';
import { MlpKernel } from './mlp-kernel.ts';
import { KernelAdam } from './optimizers.ts';
import { Draws, makeKernel } from './testing/make.ts';

describe('what learning through a critic needs of the kernel', () => {
  it('the gradient in the inputs leaves that of θ as it is', async () => {
    const kernel = await makeKernel();
    for (let seed = 0; seed < 24; seed++) {
      const draws = new Draws(seed);
      const hidden = Array.from({ length: draws.integer(0, 2) }, () => draws.integer(1, 70));
      const [sizes, batch] = [[draws.integer(1, 9), ...hidden, draws.integer(1, 5)], draws.integer(1, 130)];
      const network = new MlpKernel(kernel, { sizes, activation: seed % 2 ? 'relu' : 'tanh' }, { batch });
      network.setTheta(draws.theta(network.shape));
      network.input.values.set(draws.numbers(network.input.length));
      network.dOutput.values.set(draws.numbers(network.dOutput.length));
      network.forward(batch);
      network.backward(batch);
      const gradient = network.gradient.values.slice();
      network.backwardInput(batch);
      const before = network.dInput.values.slice();
      network.dOutput.values.set(draws.numbers(network.dOutput.length));
      network.backwardInput(batch);
      expect(network.dInput.values).not.toEqual(before);
      expect(network.gradient.values).toEqual(gradient);
    }
  });

  it('averages trail what they follow', async () => {
    const kernel = await makeKernel();
    for (const length of [1, 4, 67]) {
      const draws = new Draws(length);
      const [x, y] = [kernel.floats(length), kernel.floats(length)];
      x.values.set(draws.numbers(length));
      y.values.set(draws.numbers(length));
      const expected = y.values.map((value, i) => 0.1 * x.values[i]! + 0.9 * value);
      kernel.average(0.1, x, y);
      expectClose(y.values, expected, { relativeToMax: 1e-6 });
    }
  });

  it('moments of a silenced unit end at 0, not below the normal numbers', async () => {
    const kernel = await makeKernel();
    const network = new MlpKernel(kernel, { sizes: [1, 1], activation: 'relu' }, { batch: 1 });
    const adam = new KernelAdam(network);
    network.gradient.values.fill(1e-3);
    adam.descend(0.01);
    network.gradient.values.fill(0);
    for (let step = 0; step < 2000; step++) adam.descend(0.01);
    expect([...(adam.save().m as Float32Array)]).toEqual([0, 0]);
    // What is not a number stays visible.
    network.gradient.values.fill(Number.NaN);
    for (let step = 0; step < 200; step++) adam.descend(0.01);
    expect((adam.save().m as Float32Array)[0]).toBeNaN();
  });
});
