import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/golden.ts';
import { signed } from './drawing.ts';

describe('numbers for reading', () => {
  it('have a true minus, and no negative zero', () => {
    expect([signed(-0.094, 2), signed(0.094, 2), signed(-0.001, 2), signed(-12, 0)]).toEqual([
      '−0.09',
      '0.09',
      '0.00',
      '−12',
    ]);
  });

  it('mean what they say', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        expect(signed(x, 2)).not.toContain('-');
        expectClose(Number(signed(x, 2).replace('−', '-')), x, { absolute: 0.0051 });
      }),
    );
  });
});
