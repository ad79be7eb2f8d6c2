import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnValues, rewardFields, withKnot } from './reward-field.ts';

test('a moved knot stays among the steps, leaves the others, and can be read again', () => {
  const text = rewardFields.drawn.parse(undefined);
  expect(drawnValues(text)).toHaveLength(9);
  fc.assert(
    fc.property(fc.nat({ max: 8 }), fc.double({ min: -9, max: 9, noNaN: true }), (knot, value) => {
      const moved = withKnot(text, knot, value);
      expect(rewardFields.drawn.safeParse(moved).success).toBe(true);
      const clamped = Math.max(-3, Math.min(3, value));
      drawnValues(moved).forEach((y, i) => {
        if (i === knot) expect(Math.abs(y - clamped)).toBeLessThanOrEqual(0.05 + 1e-9);
        else expect(y).toBe(drawnValues(text)[i]);
      });
    }),
  );
});

test('what the pattern lets through beyond the ends is brought back', () => {
  expect(drawnValues('3.9,-3.9,0,0,0,0,0,0,0').slice(0, 2)).toEqual([3, -3]);
});
