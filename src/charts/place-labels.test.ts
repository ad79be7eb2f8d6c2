import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels.ts';

const RANGE = [0, 200] as const;

describe('placeLabels', () => {
  it('leaves labels alone that do not touch', () => {
    expect(placeLabels([150, 20, 80], 15, RANGE)).toEqual([150, 20, 80]);
  });

  it('moves two that touch apart by the same amount, in order', () => {
    expect(placeLabels([100, 104], 14, RANGE)).toEqual([95, 109]);
    expect(placeLabels([104, 100], 14, RANGE)).toEqual([109, 95]);
  });

  it('keeps a crowd at the edge inside', () => {
    expect(placeLabels([2, 3, 1], 10, RANGE)).toEqual([10, 20, 0]);
    expect(placeLabels([199, 200], 10, RANGE)).toEqual([190, 200]);
  });

  it('shares what room there is when there is too little', () => {
    expect(placeLabels([5, 5, 5], 10, [0, 10])).toEqual([0, 5, 10]);
  });

  it('keeps distance, order and range for any labels', () => {
    const labels = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(labels, (wanted) => {
        const placed = placeLabels(wanted, 12, RANGE);
        const sorted = [...placed].sort((a, b) => a - b);
        expect(sorted.every((y, i) => i === 0 || y - sorted[i - 1]! >= 12 - 1e-6)).toBe(true);
        expect(sorted.every((y) => y >= -1e-6 && y <= 200 + 1e-6)).toBe(true);
        for (const [i, a] of wanted.entries())
          for (const [j, b] of wanted.entries()) if (a < b) expect(placed[i]).toBeLessThan(placed[j]!);
      }),
    );
  });
});
