import { expect } from 'vitest';

/** How near a number that is shown must come to the same number computed otherwise: as a part of it, and at least. */
const RELATIVE = 1e-4;
const ABSOLUTE = 1e-7;

/** Every number of `shown` is within 10⁻⁴ of its `expected` one, or within 10⁻⁷ of 0. NaN is near nothing. */
export function expectNear(
  shown: ArrayLike<number> | number,
  expected: ArrayLike<number> | number,
  what = 'the number',
): void {
  const list = (numbers: ArrayLike<number> | number) => (typeof numbers === 'number' ? [numbers] : Array.from(numbers));
  const [got, wanted] = [list(shown), list(expected)];
  expect(got.length, `length of ${what}`).toBe(wanted.length);
  const off = got.findIndex((a, i) => !(Math.abs(a - wanted[i]!) <= RELATIVE * Math.abs(wanted[i]!) + ABSOLUTE));
  if (off >= 0) expect.fail(`${what}: [${off}] is ${got[off]}, not ${wanted[off]}`);
}
