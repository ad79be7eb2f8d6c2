import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = process.env.GOLDEN_DIR || fileURLToPath(new URL('../../../fixtures/golden', import.meta.url));

/**
 * Reference data that others computed; see fixtures/golden/README.md. The caller names the file's shape.
 * @param name The file's name without ".json".
 */
export function readGolden<Contents>(name: string): Contents {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Contents;
}

export interface Tolerance {
  /** Greatest difference of two numbers. */
  readonly absolute?: number;
  /** Greatest difference as a part of the expected array's largest magnitude. */
  readonly relativeToMax?: number;
}

/**
 * Every number of `actual` lies within the tolerance of its `expected` one; the parts of the tolerance add up.
 * An empty tolerance asks for equality. NaN is close to nothing.
 */
export function expectClose(
  actual: ArrayLike<number> | number,
  expected: ArrayLike<number> | number,
  { absolute = 0, relativeToMax = 0 }: Tolerance,
  what = 'the numbers',
): void {
  const got = typeof actual === 'number' ? [actual] : Array.from(actual);
  const wanted = typeof expected === 'number' ? [expected] : Array.from(expected);
  expect(got.length, `length of ${what}`).toBe(wanted.length);
  const largest = wanted.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const allowed = absolute + relativeToMax * largest;
  const off = got.findIndex((value, i) => !(Math.abs(value - wanted[i]!) <= allowed));
  if (off >= 0)
    expect.fail(`${what}: [${off}] is ${got[off]}, not ${wanted[off]}: off by more than ${allowed.toExponential(2)}`);
}
