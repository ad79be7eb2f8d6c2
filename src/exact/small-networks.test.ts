import { describe, expect, it } from 'vitest';
import { backward, forward, initialTheta, innerProduct, layerRanges, parameterCount } from './small-networks.ts';

/** Numbers that look random enough and are the same in every run. */
function wobble(phase: number) {
  let i = 0;
  return () => Math.sin(12.9898 * ++i + phase) * 1.3;
}

describe('a small network', () => {
  it('has its parameters layer by layer, weights and biases', () => {
    expect(layerRanges([4, 64, 64, 2])).toEqual([
      [0, 320],
      [320, 4480],
      [4480, 4610],
    ]);
    expect(parameterCount([4, 64, 64, 2])).toBe(4610);
    expect(parameterCount([3])).toBe(0);
  });

  it('puts out what is computed by hand for one unit', () => {
    const [w, b, v, c] = [0.5, -0.25, 2, 1];
    const activations = forward([1, 1, 1], Float64Array.of(w, b, v, c), [3]);
    expect(activations.map((layer) => [...layer])).toEqual([[3], [Math.tanh(1.25)], [v * Math.tanh(1.25) + c]]);
  });

  it('begins without biases', () => {
    const theta = initialTheta([2, 3, 1], () => 1);
    expect([...theta].map((t) => t.toFixed(3))).toEqual([
      ...Array(6).fill('0.707'),
      ...Array(3).fill('0.000'),
      ...Array(3).fill('0.577'),
      '0.000',
    ]);
  });

  it.each([[[2, 6, 6, 3]], [[1, 4, 1]], [[3, 2]]])('has the gradient of finite differences: %j', (widths) => {
    const next = wobble(widths.length);
    const theta = Float64Array.from({ length: parameterCount(widths) }, next);
    const input = Array.from({ length: widths[0]! }, next);
    const weights = Array.from({ length: widths.at(-1)! }, next);
    const objective = (at: Float64Array) =>
      innerProduct(forward(widths, at, input).at(-1)!, Float64Array.from(weights));
    const gradient = new Float64Array(theta.length);
    backward(widths, theta, forward(widths, theta, input), weights, gradient);
    const h = 1e-5;
    theta.forEach((_, i) => {
      const moved = (by: number) => theta.map((t, j) => (i === j ? t + by : t));
      expect(gradient[i]).toBeCloseTo((objective(moved(h)) - objective(moved(-h))) / (2 * h), 8);
    });
  });

  it('adds to the gradient that it is given, input by input', () => {
    const widths = [2, 3, 1];
    const theta = initialTheta(widths, wobble(2));
    const once = new Float64Array(theta.length);
    const twice = new Float64Array(theta.length);
    const activations = forward(widths, theta, [0.3, -0.8]);
    backward(widths, theta, activations, [1], once);
    for (let i = 0; i < 2; i++) backward(widths, theta, activations, [1], twice);
    expect([...twice]).toEqual([...once].map((g) => 2 * g));
  });
});
