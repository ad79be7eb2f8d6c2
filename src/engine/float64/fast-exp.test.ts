import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exp } from '../math.ts';
import { fastExp } from './fast-exp.ts';

it('is eˣ to the last digits, near and far', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -700, max: 700, noNaN: true })),
      (x) => {
        expect(Math.abs(fastExp(x) / exp(x) - 1)).toBeLessThan(1e-15);
      },
    ),
    { numRuns: 5000 },
  );
});

it.each([0, -0, 709, 710, -745, -746, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])(
  'e to the %s is what it is',
  (x) => {
    expect(fastExp(x)).toBe(exp(x));
  },
);
