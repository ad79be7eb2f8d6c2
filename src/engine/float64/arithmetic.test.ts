import { beforeAll, describe, expect, it } from 'vitest';
import type { Kernel } from '../kernels/kernel.ts';
import { Draws, makeKernel } from '../kernels/testing/make.ts';
import { tanh } from '../math.ts';
import { type Arithmetic, arithmeticOf, padded } from './arithmetic.ts';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await makeKernel();
});

const IMPLEMENTATIONS = ['kernel', 'plain'] as const;
const open = (name: (typeof IMPLEMENTATIONS)[number]): Arithmetic => arithmeticOf(name === 'kernel' ? kernel : null);

/** Writes numbers to a place of their own. */
function put(arithmetic: Arithmetic, numbers: ArrayLike<number>): number {
  const place = arithmetic.allocate(numbers.length);
  arithmetic.values.set(numbers, place);
  return place;
}

const SHAPES = [
  [4, 0, 4],
  [4, 1, 4],
  [12, 7, 8],
  [68, 33, 20],
] as const;

describe.each(SHAPES)('a product of %i × %i with columns %i', (rows, depth, columns) => {
  const draws = new Draws(rows + depth);
  const a = Float64Array.from(draws.numbers(rows * depth));
  const b = Float64Array.from(draws.numbers(depth * columns));
  const bias = Float64Array.from(draws.numbers(columns));
  const expected = Float64Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = bias[column]!;
    for (let k = 0; k < depth; k++) sum += a[row * depth + k]! * b[k * columns + column]!;
    return sum;
  });
  const common = { rows, depth, columns, bRow: columns, cRow: columns };

  it.each(IMPLEMENTATIONS)('%s: is what the definition says, to the last bit', (name) => {
    const arithmetic = open(name);
    const [left, right, start] = [put(arithmetic, a), put(arithmetic, b), put(arithmetic, bias)];
    const c = arithmetic.allocate(rows * columns);
    arithmetic.product({ ...common, a: left, aRow: depth, aColumn: 1, b: right, c, bias: start });
    expect(arithmetic.values.slice(c, c + rows * columns)).toEqual(expected);
  });

  it.each(IMPLEMENTATIONS)('%s: takes A the other way round, and adds to what is there', (name) => {
    const arithmetic = open(name);
    const transposed = Float64Array.from(a, (_, at) => a[(at % rows) * depth + Math.floor(at / rows)]!);
    const [left, right] = [put(arithmetic, transposed), put(arithmetic, b)];
    const c = put(arithmetic, expected);
    const turned = { ...common, a: left, aRow: 1, aColumn: rows, b: right, c };
    arithmetic.product({ ...turned, bias: 'add' });
    arithmetic.product({ ...turned, bias: 'add' });
    arithmetic.values.slice(c, c + rows * columns).forEach((sum, at) => {
      expect(sum).toBeCloseTo(3 * expected[at]! - 2 * bias[at % columns]!, 12);
    });
  });
});

it.each(IMPLEMENTATIONS)('%s: tanh to the last digits, whatever it is given', (name) => {
  const arithmetic = open(name);
  const numbers = Float64Array.from([
    ...[0, -0, 1e-300, -1e-9, 1 / 128, 31.98, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
    ...new Draws(5).numbers(2000, 6),
  ]);
  const count = padded(numbers.length);
  const place = put(arithmetic, [...numbers, ...new Float64Array(count - numbers.length)]);
  arithmetic.tanh(place, count);
  const found = arithmetic.values.slice(place, place + numbers.length);
  numbers.forEach((x, i) => {
    if (Math.abs(x) < 1e-290 || !Number.isFinite(x)) expect(found[i]).toBe(tanh(x));
    else expect(Math.abs(found[i]! / tanh(x) - 1)).toBeLessThan(2e-15);
  });
});

it('plain: keeps what it holds when it grows', () => {
  const arithmetic = open('plain');
  const place = put(arithmetic, [1, 2, 3, 4]);
  arithmetic.allocate(100_000);
  expect([...arithmetic.values.slice(place, place + 4)]).toEqual([1, 2, 3, 4]);
});
