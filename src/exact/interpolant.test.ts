import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naturalSpline } from './interpolant.ts';

const range = [-2, 2] as const;
const heights = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 9 });
const knotsOf = (count: number) => Array.from({ length: count }, (_, i) => -2 + (4 * i) / (count - 1));

test('it goes through its points', () => {
  fc.assert(
    fc.property(heights, (points) => {
      const { value } = naturalSpline(range, points);
      for (const [i, knot] of knotsOf(points.length).entries()) expect(value(knot)).toBeCloseTo(points[i]!, 9);
    }),
  );
});

test('its derivative is its slope, also across knots and beyond the ends', () => {
  fc.assert(
    fc.property(heights, fc.double({ min: -3, max: 3, noNaN: true }), (points, x) => {
      const { value, derivative } = naturalSpline(range, points);
      expect(derivative(x)).toBeCloseTo((value(x + 1e-5) - value(x - 1e-5)) / 2e-5, 3);
    }),
  );
});

test('slope and curvature are continuous at the knots, and there is no curvature at the ends', () => {
  fc.assert(
    fc.property(heights, (points) => {
      const { derivative } = naturalSpline(range, points);
      const [near, far] = [1e-6, 2e-6];
      for (const knot of knotsOf(points.length)) {
        expect(derivative(knot + near)).toBeCloseTo(derivative(knot - near), 3);
        const right = (derivative(knot + far) - derivative(knot + near)) / (far - near);
        const left = (derivative(knot - near) - derivative(knot - far)) / (far - near);
        expect(right).toBeCloseTo(left, 1);
      }
      expect((derivative(-2 + near) - derivative(-2)) / near).toBeCloseTo(0, 1);
    }),
  );
});

test('a straight line stays one; a point in the middle of three bends it as the textbook says', () => {
  const line = naturalSpline(range, [1, 2, 3, 4, 5]);
  for (const x of [-3, -1.3, 0.2, 2.7]) expect(line.value(x)).toBeCloseTo(3 + x, 12);
  // knots −2, 0, 2 and heights 0, 1, 0: curvature in the middle 6 (0 − 2 + 0) / 4 / 4 = −¾, slope at −2 is ¾
  const hump = naturalSpline(range, [0, 1, 0]);
  expect(hump.derivative(-2)).toBeCloseTo(0.75, 12);
  expect(hump.value(-1)).toBeCloseTo(0.6875, 12);
});
