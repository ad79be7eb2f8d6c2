import { expect, it } from 'vitest';
import type { Floats } from './kernel.ts';
import { StoredRows } from './stored-rows.ts';
import { makeKernel } from './testing/make.ts';

it('puts back any rows of what it took, array by array, and makes room for larger batches', async () => {
  const kernel = await makeKernel();
  const widths = [3, 0, 1];
  const stored = new StoredRows(kernel, widths);
  let places: Floats[] = [];
  for (const size of [4, 2, 9]) {
    places = widths.map((width) => kernel.floats(size * width));
    const number = (row: number, column: number) => 100 * size + 10 * row + column;
    const fill = () => {
      for (const [i, { values }] of places.entries())
        values.forEach((_, at) => {
          values[at] = number(Math.floor(at / widths[i]!), at % widths[i]!);
        });
    };
    fill();
    stored.take(size, places);
    const all = places.map(({ values }) => [...values]);
    for (const { values } of places) values.fill(-1);

    expect(stored.put(Uint32Array.of(size - 1, 0), places)).toBe(2);
    expect([...places[0]!.values.subarray(0, 6)]).toEqual(
      [size - 1, 0].flatMap((row) => [0, 1, 2].map((column) => number(row, column))),
    );
    expect([...places[2]!.values.subarray(0, 2)]).toEqual([number(size - 1, 0), number(0, 0)]);

    expect(stored.put(null, places)).toBe(size);
    expect(places.map(({ values }) => [...values])).toEqual(all);
  }
  stored.release();
  expect(stored.put(null, places)).toBe(0);
});
