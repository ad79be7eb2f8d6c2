import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cumulative, density, sliceMoments } from './normal.ts';

test('known values of Φ, also far out', () => {
  expect(cumulative(0)).toBe(0.5);
  expect(cumulative(1)).toBeCloseTo(0.8413447460685429, 15);
  expect(cumulative(-2.5) / 0.00620966532577613).toBeCloseTo(1, 12);
  expect(cumulative(-3) / 0.0013498980316300946).toBeCloseTo(1, 13);
  expect(cumulative(-10) / 7.61985302416052e-24).toBeCloseTo(1, 12);
  expect(cumulative(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(cumulative(Number.POSITIVE_INFINITY)).toBe(1);
});

test('all of the line has the moments 1, 0, 1, 0, 3, 0, 15', () => {
  expect(sliceMoments(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 6)).toEqual([1, 0, 1, 0, 3, 0, 15]);
});

test('a slice has the moments that Simpson finds', () => {
  const end = fc.double({ min: -6, max: 6, noNaN: true });
  fc.assert(
    fc.property(end, end, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const n = 2000;
      const h = (to - from) / n;
      sliceMoments(from, to, 6).forEach((moment, order) => {
        let sum = 0;
        for (let i = 0; i <= n; i++) {
          const z = from + i * h;
          sum += (i === 0 || i === n ? 1 : i % 2 ? 4 : 2) * z ** order * density(z);
        }
        expect(moment).toBeCloseTo((sum * h) / 3, 9);
      });
    }),
  );
});
