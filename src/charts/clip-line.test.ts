import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipLine } from './clip-line.ts';

test('a line that leaves and returns is cut where it crosses', () => {
  expect(
    clipLine(
      [
        [0, 0],
        [2, 4],
        [4, 0],
      ],
      -1,
      2,
    ),
  ).toEqual([
    [
      [0, 0],
      [1, 2],
    ],
    [
      [3, 2],
      [4, 0],
    ],
  ]);
});

test('what lies inside stays whole, what lies outside goes', () => {
  const inside: [number, number][] = [
    [0, 1],
    [1, 1],
    [2, 0],
  ];
  expect(clipLine(inside, 0, 1)).toEqual([inside]);
  expect(clipLine(inside, 2, 3)).toEqual([]);
});

test('nothing is ever drawn beyond the ends', () => {
  const y = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(y, { maxLength: 20 }), (ys) => {
      for (const part of clipLine(
        ys.map((value, i) => [i, value]),
        -3,
        4,
      ))
        for (const [x, value] of part) {
          expect(value).toBeGreaterThanOrEqual(-3 - 1e-9);
          expect(value).toBeLessThanOrEqual(4 + 1e-9);
          expect(x).toBeGreaterThanOrEqual(0);
        }
    }),
  );
});
