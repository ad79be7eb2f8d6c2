import { describe, expect, it } from 'vitest';
import { bandOf, oddOneOut, valueAt } from './seeds.ts';

const curve = (...points: [number, number][]) => points.map(([x, value]) => ({ x, value }));

describe('several seeds', () => {
  it('a curve is read between its points, and not outside of them', () => {
    const line = curve([10, 0], [20, 100], [20, 50]);
    expect([5, 10, 15, 20, 21].map((x) => valueAt(line, x))).toEqual([null, 0, 50, 100, null]);
    expect(valueAt([], 1)).toBeNull();
  });

  it('the band spans them wherever two are known', () => {
    const curves = [curve([0, 10], [20, 30]), curve([0, 50], [10, 40]), curve([5, 0], [10, 0])];
    expect(bandOf(curves, [0, 10, 15])).toEqual([
      { x: 0, low: 10, high: 50 },
      { x: 10, low: 0, high: 40 },
    ]);
  });

  it('the odd one out is far from others that lie together', () => {
    expect(oddOneOut([498, 495, 241, 500], 500)).toBe(2);
    expect(oddOneOut([498, 495, 460, 500], 500)).toBeNull();
    expect(oddOneOut([100, 200, 300, 400], 500)).toBeNull();
    expect(oddOneOut([500, 500, 100, 120, 500, 500, 500], 500)).toBeNull();
    expect(oddOneOut([500, 20], 500)).toBeNull();
  });
});
