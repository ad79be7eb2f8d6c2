import { describe, expect, it } from 'vitest';
import { bucketMax, usualTop } from './buckets.ts';

const values = (...numbers: number[]) => numbers.map((value, i) => ({ iteration: i + 1, value }));

describe('bucketMax', () => {
  it('keeps every iteration while there is room', () => {
    expect(bucketMax(values(3, 1, 2), 3, 100)).toEqual([
      { from: 1, to: 1, at: 1, value: 3 },
      { from: 2, to: 2, at: 2, value: 1 },
      { from: 3, to: 3, at: 3, value: 2 },
    ]);
  });

  it('shows the greatest of each stretch, and where it was', () => {
    expect(bucketMax(values(1, 9, 2, 3, 5, 4, 7), 7, 3)).toEqual([
      { from: 1, to: 3, at: 2, value: 9 },
      { from: 4, to: 6, at: 5, value: 5 },
      { from: 7, to: 9, at: 7, value: 7 },
    ]);
  });

  it('never has more bars than slots, and loses no peak', () => {
    const many = values(...Array.from({ length: 9999 }, (_, i) => (i === 7777 ? 50 : i % 7)));
    const buckets = bucketMax(many, 9999, 400);
    expect(buckets.length).toBeLessThanOrEqual(400);
    expect(buckets.find(({ value }) => value === 50)?.at).toBe(7778);
  });

  it('leaves out what is not a number', () => {
    expect(bucketMax(values(Number.NaN, 1), 2, 10).map(({ at }) => at)).toEqual([2]);
  });
});

describe('usualTop', () => {
  it('holds even values whole, and lets a single peak stand out', () => {
    expect(usualTop([1, 2, 2])).toBeCloseTo(2.2);
    expect(usualTop([...Array<number>(20).fill(1), 100])).toBeCloseTo(1.6);
    expect(usualTop([])).toBe(0);
  });
});
