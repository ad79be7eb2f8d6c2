import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snap } from './snap.ts';

test.each([
  [0.234, 0.05, -1, 1, 0.25],
  [0.30000000000000004, 0.1, 0, 1, 0.3],
  [-0.01, 0.05, -1, 1, 0],
  [9, 0.05, -7.5, 7.5, 7.5],
  [-9, 0.25, -7.6, 7.5, -7.5],
])('%f in steps of %f between %f and %f is %f', (value, step, min, max, expected) => {
  expect(snap(value, step, min, max)).toBe(expected);
});

test('never leaves the range, and snapping twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -100, max: 100 }),
      fc.constantFrom(0.01, 0.05, 0.25, 1),
      (value, step) => {
        const once = snap(value, step, -7.5, 7.5);
        expect(Math.abs(once)).toBeLessThanOrEqual(7.5);
        expect(snap(once, step, -7.5, 7.5)).toBe(once);
      },
    ),
  );
});
