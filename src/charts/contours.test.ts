import { expect, test } from 'vitest';
import { contourLines, levelAlong, sampleField } from './contours.ts';

const same = (value: number) => value;
const points = (d: string) => [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test('every point of a line has its level', () => {
  const bowl = (x: number, y: number) => x * x + 4 * y * y;
  const field = sampleField(bowl, [-40, 40], [-40, 40], 161, 161);
  const [line] = contourLines(field, [400], same, same);
  expect(points(line!.d).length).toBeGreaterThan(50);
  for (const [x, y] of points(line!.d)) expect(Math.abs(bowl(x!, y!) - 400)).toBeLessThan(6);
});

test('a line that leaves the field is not closed along its edge', () => {
  const slope = sampleField((x) => x, [0, 10], [0, 20], 11, 21);
  const [line] = contourLines(slope, [4.5], same, same);
  const drawn = [...line!.d.matchAll(/L(-?[\d.]+) (-?[\d.]+)/g)].map(([, x]) => Number(x));
  expect(drawn.length).toBeGreaterThan(10);
  for (const x of drawn) expect(x).toBeCloseTo(4.5, 6);
});

test('a field may fall to minus infinity', () => {
  const cliff = sampleField((x) => (x < 5 ? Number.NEGATIVE_INFINITY : x), [0, 10], [0, 10], 21, 21);
  const [line] = contourLines(cliff, [7], same, same);
  expect(points(line!.d).length).toBeGreaterThan(5);
  for (const [x] of points(line!.d)) expect(x).toBeCloseTo(7, 1);
});

test('finds a level along a line, or says that there is none', () => {
  const [x, y] = levelAlong((a, b) => a + b, [0, 0], [4, 4], 3)!;
  expect([x, y].map((value) => Number(value.toFixed(6)))).toEqual([1.5, 1.5]);
  expect(levelAlong((a, b) => a + b, [0, 0], [4, 4], 9)).toBeNull();
});
