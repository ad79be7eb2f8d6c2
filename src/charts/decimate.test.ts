import { describe, expect, it } from 'vitest';
import { decimate, type Point } from './decimate.ts';

const reduce = (points: readonly Point[]) =>
  decimate(
    points,
    ([x]) => x,
    ([, y]) => y,
  );

describe('decimate', () => {
  it('keeps every point of a sparse line', () => {
    const line: Point[] = [
      [0, 1],
      [1, 3],
      [2.5, 2],
    ];
    expect(reduce(line)).toEqual(line);
  });

  it('keeps first, extremes and last of a column, in order', () => {
    const column: Point[] = [
      [4.0, 5],
      [4.1, 9],
      [4.2, 6],
      [4.3, 1],
      [4.4, 2],
      [4.5, 4],
    ];
    expect(reduce(column)).toEqual([
      [4.0, 5],
      [4.1, 9],
      [4.3, 1],
      [4.5, 4],
    ]);
  });

  it('bounds the length by the width, whatever the data', () => {
    const many = Array.from({ length: 20_000 }, (_, i): Point => [(i / 20_000) * 300, (i * 7919) % 500]);
    const kept = reduce(many);
    expect(kept.length).toBeLessThanOrEqual(4 * 300);
    expect(Math.max(...kept.map(([, y]) => y))).toBe(Math.max(...many.map(([, y]) => y)));
  });
});
