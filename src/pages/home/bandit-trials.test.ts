import { expect, test } from 'vitest';
import { banditTrial, banditTrials, ends, SEEDS, UPDATES } from './bandit-trials.ts';

test('a run is a function of its seed, starts undecided and has one point an update', () => {
  expect(banditTrial(2, 7)).toEqual(banditTrial(2, 7));
  expect(banditTrial(2, 7)).not.toEqual(banditTrial(2, 8));
  expect(banditTrial(2, 7)[0]).toBe(0.5);
  expect(banditTrial(2, 7)).toHaveLength(UPDATES + 1);
});

test('no step, no change', () => {
  expect(new Set(banditTrial(0, 3))).toEqual(new Set([0.5]));
});

test('the three step sizes of the page are too small, right, and too large', () => {
  expect(ends(banditTrials(0.1))).toEqual({ better: 0, worse: 0 });
  expect(ends(banditTrials(2))).toEqual({ better: SEEDS, worse: 0 });
  expect(ends(banditTrials(60)).worse).toBeGreaterThan(0);
});
