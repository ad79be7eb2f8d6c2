import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clippedObjective, fateOf, halfOf } from './fate.ts';

describe('fateOf', () => {
  it('freezes only the side to which the advantage pushes', () => {
    expect(fateOf(1.3, 2, 0.2)).toBe('frozen');
    expect(fateOf(0.7, 2, 0.2)).toBe('pulled-back');
    expect(fateOf(1.1, 2, 0.2)).toBe('moving');
    expect(fateOf(0.7, -2, 0.2)).toBe('frozen');
    expect(fateOf(1.3, -2, 0.2)).toBe('pulled-back');
    expect(fateOf(0.9, -2, 0.2)).toBe('moving');
  });

  it('agrees with the slope of the objective everywhere', () => {
    const away = 1e-6;
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        fc.constantFrom(1, -1),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (ratio, sign, clipRange) => {
          fc.pre(Math.abs(ratio - 1 - clipRange) > 2 * away && Math.abs(ratio - 1 + clipRange) > 2 * away);
          const slope =
            clippedObjective(ratio + away, sign, clipRange) - clippedObjective(ratio - away, sign, clipRange);
          if (fateOf(ratio, sign, clipRange) === 'frozen') expect(slope).toBe(0);
          else expect(slope / (2 * away)).toBeCloseTo(sign, 4);
        },
      ),
    );
  });
});

describe('halfOf', () => {
  it('counts one sign of the advantage, and leaves out what has none', () => {
    const batch = {
      ratio: Float32Array.of(1.5, 1.5, 1, 0.5, 0.5, 1),
      advantage: Float32Array.of(1, -1, 1, 1, -1, 0),
    };
    expect(halfOf(batch, 1, 0.2)).toEqual({
      ratios: [1.5, 1, 0.5],
      counts: { moving: 1, frozen: 1, 'pulled-back': 1 },
    });
    expect(halfOf(batch, -1, 0.2).counts).toEqual({ moving: 0, frozen: 1, 'pulled-back': 1 });
  });
});
