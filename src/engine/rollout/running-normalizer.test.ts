import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../rng.ts';
import { expectClose } from '../testing/golden.ts';
import { RewardScaler, RunningNormalizer } from './running-normalizer.ts';

const SIZE = 3;
const vectors = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2 * SIZE, maxLength: 20 * SIZE })
  .map((numbers) => numbers.slice(0, numbers.length - (numbers.length % SIZE)));

describe('RunningNormalizer', () => {
  it('has the mean and variance that two passes over everything would give, however it came in', () => {
    fc.assert(
      fc.property(vectors, fc.nat(20), (all, cut) => {
        const rows = all.length / SIZE;
        const first = cut % (rows + 1);
        const normalizer = new RunningNormalizer(SIZE);
        normalizer.update(all.slice(0, first * SIZE), first);
        normalizer.update(all.slice(first * SIZE), rows - first);
        for (let i = 0; i < SIZE; i++) {
          const component = all.filter((_, at) => at % SIZE === i);
          const mean = component.reduce((a, b) => a + b, 0) / rows;
          const variance = component.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / rows;
          expectClose(normalizer.mean[i]!, mean, { absolute: 1e-9 });
          expectClose(normalizer.variance(i), variance, { absolute: 1e-7, relativeToMax: 1e-9 });
        }
      }),
    );
  });

  it('does not lose a small deviation on a large mean', () => {
    const normalizer = new RunningNormalizer(1);
    normalizer.update([1e9 + 1, 1e9 + 2, 1e9 + 3], 3);
    expectClose(normalizer.variance(0), 2 / 3, { absolute: 1e-6 });
  });

  it('normalises to mean 0 and deviation 1, and cuts at ±10', () => {
    const n = 2000;
    const seen = Float32Array.from({ length: n }, (_, step) => 5 + 3 * normal(1, 'dynamics', 0, step));
    const normalizer = new RunningNormalizer(1);
    normalizer.update(seen, n);
    const out = new Float32Array(n);
    normalizer.normalise(seen, n, out);
    expectClose(out.reduce((a, b) => a + b, 0) / n, 0, { absolute: 1e-5 });
    expectClose(out.reduce((a, b) => a + b * b, 0) / n, 1, { absolute: 1e-5 });
    const extremes = new Float32Array(2);
    normalizer.normalise([1e6, -1e6], 2, extremes);
    expect(Array.from(extremes)).toEqual([10, -10]);
  });

  it('leaves vectors as they are before it has seen any, and stays finite where nothing varies', () => {
    const normalizer = new RunningNormalizer(2);
    const out = new Float32Array(2);
    normalizer.normalise([1, -2], 1, out);
    expectClose(out, [1, -2], { absolute: 1e-6 });
    for (let i = 0; i < 3; i++) normalizer.update([4, 4], 1);
    normalizer.normalise([4, 5], 1, out);
    expect(Array.from(out)).toEqual([0, 10]);
  });

  it('goes on identically from a saved state', () => {
    fc.assert(
      fc.property(vectors, vectors, (before, after) => {
        const original = new RunningNormalizer(SIZE);
        original.update(before, before.length / SIZE);
        const copy = new RunningNormalizer(SIZE);
        copy.load(structuredClone(original.save()));
        for (const one of [original, copy]) one.update(after, after.length / SIZE);
        expect(copy.save()).toEqual(original.save());
      }),
    );
  });

  it('refuses what vectors of another size left', () => {
    expect(() => new RunningNormalizer(2).load(new RunningNormalizer(3).save())).toThrow(/"mean"/);
  });
});

describe('RewardScaler', () => {
  const none = [0, 0];

  it('divides by the deviation of the discounted return, which every end of an episode begins anew', () => {
    const scaler = new RewardScaler(1);
    const out = new Float64Array(1);
    // With γ = 0.5 the discounted returns are 4, 2 + 4 = 6, and after the end 2: mean 4, variance 8/3.
    scaler.scale([4], [0], [0], 0.5, out);
    scaler.scale([4], [0], [1], 0.5, out);
    scaler.scale([2], [0], [0], 0.5, out);
    expectClose(out, [2 / Math.sqrt(8 / 3)], { absolute: 1e-7 });
  });

  it('keeps signs and order, shifts nothing, and cuts at ±10', () => {
    const scaler = new RewardScaler(2);
    const out = new Float64Array(2);
    scaler.scale([1, -1], none, none, 0.99, out);
    scaler.scale([3, 0], none, none, 0.99, out);
    expect(out[0]).toBeGreaterThan(0);
    expect(out[1]).toBe(0);
    for (let i = 0; i < 500; i++) scaler.scale(none, none, none, 0, out);
    scaler.scale([1e6, -1e6], none, none, 0, out);
    expect(Array.from(out)).toEqual([10, -10]);
  });

  it('goes on identically from a saved state', () => {
    const original = new RewardScaler(2);
    const [a, b] = [new Float64Array(2), new Float64Array(2)];
    original.scale([1, 5], none, none, 0.9, a);
    original.scale([2, -1], [0, 1], none, 0.9, a);
    const copy = new RewardScaler(2);
    copy.load(structuredClone(original.save()));
    original.scale([1, 1], none, none, 0.9, a);
    copy.scale([1, 1], none, none, 0.9, b);
    expect(b).toEqual(a);
  });
});
