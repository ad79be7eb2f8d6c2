import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eigen, ellipse, frobenius, type Symmetric } from './symmetric.ts';

const entry = fc.double({ min: -3, max: 3, noNaN: true });
/** B Bᵀ: positive, singular if B is. */
const positive = fc
  .tuple(entry, entry, entry, entry)
  .map(([a, b, c, d]): Symmetric => [a * a + b * b, a * c + b * d, c * c + d * d]);

test('eigenvalues add up to the trace, multiply to the determinant, and their directions are stretched by them', () => {
  fc.assert(
    fc.property(fc.oneof(positive, fc.tuple(entry, entry, entry)), ([xx, xy, yy]) => {
      const { values, angle } = eigen([xx, xy, yy]);
      expect(values[0]).toBeGreaterThanOrEqual(values[1]);
      expect(values[0] + values[1]).toBeCloseTo(xx + yy, 9);
      expect(values[0] * values[1]).toBeCloseTo(xx * yy - xy * xy, 9);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      expect(xx * c + xy * s).toBeCloseTo(values[0] * c, 9);
      expect(xy * c + yy * s).toBeCloseTo(values[0] * s, 9);
      expect(frobenius([xx, xy, yy])).toBeCloseTo(Math.hypot(...values), 9);
    }),
  );
});

test('an ellipse is where xᵀA⁻¹x is the square of its radius', () => {
  fc.assert(
    fc.property(positive, ([xx, xy, yy]) => {
      const determinant = xx * yy - xy * xy;
      fc.pre(determinant > 1e-3);
      for (const [x, y] of ellipse([xx, xy, yy], 2, 12))
        expect((yy * x * x - 2 * xy * x * y + xx * y * y) / determinant).toBeCloseTo(4, 6);
    }),
  );
});

test('the ellipse of a matrix of rank 1 is a line', () => {
  const points = ellipse([1, 2, 4], 1, 8);
  expect(Math.max(...points.map(([x, y]) => Math.abs(2 * x - y)))).toBeLessThan(1e-7);
  expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(1, 9);
});
