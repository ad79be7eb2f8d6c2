import { expect, test } from 'vitest';
import type { LoggedEpisode } from '../../state/metric-log.ts';
import { beyond } from './beyond.ts';

const episodes = [-1700, -300, -1600, -1900, 12].map(
  (value, i) => ({ return: value, endStep: i * 200 }) as LoggedEpisode,
);
const x = ({ endStep }: LoggedEpisode) => endStep / 100;

test('finds what leaves each end of the axis, and what leaves it farthest', () => {
  const below = beyond(episodes, -1600, -1, x, 1);
  expect(below.places).toEqual([0, 6]);
  expect(below.farthest?.return).toBe(-1900);
  expect(beyond(episodes, 0, 1, x, 1)).toEqual({ places: [8], farthest: episodes[4] });
});

test('gives episodes that would share a mark one place', () => {
  expect(beyond(episodes, -1600, -1, x, 100).places).toEqual([0]);
});

test('has nothing to say where all is inside', () => {
  expect(beyond(episodes, -2000, -1, x, 1)).toEqual({ places: [], farthest: null });
});
