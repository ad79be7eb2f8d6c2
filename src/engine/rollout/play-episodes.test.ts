import { expect, it } from 'vitest';
import { cartPole } from '../envs/cart-pole.ts';
import { findEnvironment } from '../envs/index.ts';
import { categorical } from '../nn/categorical.ts';
import type { Actor } from '../nn/learner.ts';
import { batchOf, greedily, playEpisodes } from './play-episodes.ts';
import { RunningNormalizer } from './running-normalizer.ts';
import { VectorEnv } from './vector-env.ts';

/** Always to the left: CartPole falls within ten steps or so. */
const left = (_observations: Float32Array, _count: number, actions: Float32Array): void => {
  actions.fill(0);
};

it('plays one episode in each environment, and counts no step of those that wait', async () => {
  const environments = new VectorEnv(cartPole, 8, 3);
  const { finished, steps, observations, actions } = await playEpisodes(environments, left);
  expect(finished.map(({ copy }) => copy).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const lengths = finished.map(({ length }) => length);
  expect(new Set(lengths).size).toBeGreaterThan(1);
  expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  expect(steps).toBe(lengths.reduce((sum, length) => sum + length, 0));
  expect(finished.at(-1)!.endStep).toBe(steps);
  expect(finished.every((episode) => episode.return === episode.length)).toBe(true);
  expect([observations.length, actions.length]).toEqual([4 * steps, steps]);
  // All first steps come first, from the start states.
  expect([...observations.subarray(0, 32)].every((value) => Math.abs(value) <= 0.05)).toBe(true);
});

it('plays the same again from the same saved start', async () => {
  const environments = new VectorEnv(findEnvironment('LQR-v0'), 3, 1);
  const start = environments.save();
  const first = await playEpisodes(environments, left);
  environments.load(start);
  expect(await playEpisodes(environments, left)).toEqual(first);
});

it('lets a policy act on what it is to see, by its most likely action', async () => {
  const normalizer = new RunningNormalizer(4);
  const seen: number[][] = [];
  const policy = {
    policy: { distribution: categorical(2) },
    act: (observations: Float32Array) => {
      seen.push([...observations]);
      return { head: [0, 1, 2, -1], logStd: null };
    },
  } as unknown as Actor;
  const actions = new Float32Array(2);
  // Before anything was seen, normalising changes nothing but rounding.
  void greedily({ policy, normalizer })(Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]), 2, actions);
  expect([...actions]).toEqual([1, 0]);
  expect(seen[0]!.map(Math.round)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it('makes samples of episodes: one row a step, each as likely to matter as another', async () => {
  const episodes = await playEpisodes(new VectorEnv(cartPole, 2, 3), left);
  const policy = { distribution: categorical(2) } as Parameters<typeof batchOf>[1];
  const batch = batchOf(episodes, policy, null);
  expect(batch.size).toBe(episodes.steps);
  expect([...batch.codes.subarray(0, 4)]).toEqual([1, 0, 1, 0]);
  expect(batch.observations).toEqual(episodes.observations);
  expect(new Set(batch.advantages)).toEqual(new Set([1]));
});
