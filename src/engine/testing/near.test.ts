import { expect, it } from 'vitest';
import { expectNear } from './near.ts';

it.each([
  [1.00009, 1],
  [-100.009, -100],
  [9e-8, 0],
  [
    [1, 2],
    [1.00001, 2],
  ],
] as const)('%j is near %j', (shown, expected) => expectNear(shown, expected));

it.each([
  [1.00011, 1],
  [1.2e-7, 0],
  [Number.NaN, Number.NaN],
  [
    [1, 2.001],
    [1, 2],
  ],
  [[1], [1, 1]],
] as const)('%j is not near %j', (shown, expected) => {
  expect(() => expectNear(shown, expected)).toThrow();
});
