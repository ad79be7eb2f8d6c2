import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ThinnedList } from './thinned-list.ts';

const numbers = (capacity: number, isPrecious?: (n: number) => boolean) =>
  new ThinnedList<number>(capacity, (n) => n, isPrecious);

it('never outgrows its capacity, keeps order and the newest, and lies evenly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1, max: 2000 }), (capacity, count) => {
      const list = numbers(capacity);
      for (let n = 0; n < count; n++) list.push(n);
      expect(list.items.length).toBeLessThanOrEqual(capacity + 1);
      expect(list.items.at(-1)).toBe(count - 1);
      expect(list.items[0]).toBe(0);
      const gaps = list.items.slice(1, -1).map((n, i) => n - list.items[i]!);
      expect(new Set(gaps).size).toBeLessThanOrEqual(1);
      // No more was dropped than had to be.
      if (count <= capacity) expect(list.items.length).toBe(count);
      else expect(list.items.length).toBeGreaterThanOrEqual(Math.floor(capacity / 2));
    }),
  );
});

it('spares precious items while they are few', () => {
  const list = numbers(64, (n) => n % 97 === 5);
  for (let n = 0; n < 1000; n++) list.push(n);
  expect(list.items.filter((n) => n % 97 === 5)).toHaveLength(11);
  expect(list.items.length).toBeLessThanOrEqual(64);
});

it('stays bounded when everything is precious', () => {
  const list = numbers(16, () => true);
  for (let n = 0; n < 5000; n++) list.push(n);
  expect(list.items.length).toBeLessThanOrEqual(17);
  expect(list.items.at(-1)).toBe(4999);
});

it('goes on after a cut', () => {
  const list = numbers(10);
  for (let n = 0; n < 8; n++) list.push(n);
  list.cut((n) => n < 5);
  list.push(5);
  expect(list.items).toEqual([0, 1, 2, 3, 4, 5]);
});
