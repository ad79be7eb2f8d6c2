import { beforeAll, describe, expect, it } from 'vitest';
import { exp, log, tanh } from '../math.ts';
import type { Kernel } from './kernel.ts';
import { makeKernel } from './testing/make.ts';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await makeKernel();
});

type Map = 'mapTanh' | 'mapExp' | 'mapLog' | 'mapSoftplus' | 'mapSigmoid';

function apply(map: Map, numbers: ArrayLike<number>): Float32Array {
  const floats = kernel.floats(numbers.length + 3);
  floats.values.set(numbers);
  kernel.exports[map](floats.address, numbers.length);
  return floats.values.slice(0, numbers.length);
}

const range = (low: number, high: number): Float32Array =>
  Float32Array.from({ length: 100_000 }, (_, i) => low + ((high - low) * i) / 99_999);

/** Greatest error over the range, with `size` 1 absolute, with the exact value relative. */
function worst(map: Map, x: Float32Array, exact: (x: number) => number, size: (exact: number) => number): number {
  const got = apply(map, x);
  return x.reduce((max, value, i) => {
    const wanted = exact(value);
    return Math.max(max, Math.abs(got[i]! - wanted) / size(wanted));
  }, 0);
}
/** At an exact 0, absolute. */
const relative = (exact: number) => Math.abs(exact) || 1;
const absolute = () => 1;

describe('elementary functions of the kernel', () => {
  it('tanh: 10⁻⁶ absolute, and never beyond ±1', () => {
    for (const [low, high] of [
      [-30, 30],
      [-8, 8],
      [-0.1, 0.1],
    ] as const) {
      expect(worst('mapTanh', range(low, high), tanh, absolute)).toBeLessThan(6e-7);
    }
    expect(apply('mapTanh', range(-1e4, 1e4)).every((y) => Math.abs(y) <= 1)).toBe(true);
    expect(worst('mapTanh', range(-0.3, -1e-5), tanh, relative)).toBeLessThan(1e-6);
  });

  it('exp: 10⁻⁶ relative wherever float32 holds the result', () => {
    expect(worst('mapExp', range(-87, 88.7), exp, relative)).toBeLessThan(1e-6);
    expect(worst('mapExp', range(-1, 1), exp, relative)).toBeLessThan(3e-7);
    expect([...apply('mapExp', [0, 100, Infinity, -100, -Infinity])]).toEqual([1, Infinity, Infinity, 0, 0]);
  });

  it('log: 10⁻⁶ relative, also next to 1', () => {
    expect(worst('mapLog', range(1e-30, 3), log, relative)).toBeLessThan(1e-6);
    expect(worst('mapLog', range(1.0001, 1.01), log, relative)).toBeLessThan(1e-6);
    expect(worst('mapLog', range(1e10, 3e38), log, relative)).toBeLessThan(1e-6);
    expect([...apply('mapLog', [1, 0, Infinity, -1])]).toEqual([0, -Infinity, Infinity, Number.NaN]);
  });

  it('softplus and sigmoid: 10⁻⁶ relative at both ends', () => {
    const sigmoid = (x: number) => (x > 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)));
    // ln(1 + t) for small t by its series, where the sum would lose t.
    const softplus = (x: number) => Math.max(x, 0) + small(exp(-Math.abs(x)));
    const small = (t: number) => (t > 1e-4 ? log(1 + t) : t * (1 - t / 2 + (t * t) / 3));
    expect(worst('mapSigmoid', range(-80, 80), sigmoid, relative)).toBeLessThan(1e-6);
    expect(worst('mapSoftplus', range(-80, 80), softplus, relative)).toBeLessThan(1e-6);
  });

  it.each(['mapTanh', 'mapExp', 'mapLog', 'mapSoftplus', 'mapSigmoid'] as const)('%s keeps NaN', (map) => {
    expect(apply(map, [Number.NaN, 0.5])[0]).toBeNaN();
    expect(apply(map, [Number.NaN, 0.5])[1]).not.toBeNaN();
  });
});
