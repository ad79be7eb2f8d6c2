import { expect } from 'vitest';

/** How near a number that is shown must come to the same number computed independently. */
const RELATIVE = 1e-4;
const ABSOLUTE = 1e-7;

/** |a − b| ≤ 10⁻⁴ |b| + 10⁻⁷ for every a of `shown` and its `expected` b. NaN is near nothing. */
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
