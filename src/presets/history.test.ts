import { describe, expect, it } from 'vitest';
import { HISTORY, type History } from './history.ts';
import { tunedConfig } from './tuned.ts';
import { decode } from './url.ts';

/** A made-up past: version 1 called the clip range `epsilon`, counted γ's horizon, and was tuned otherwise. */
const past: History = {
  current: 3,
  tables: {
    1: { 'ppo-clip': { 'CartPole-v1': { epsilon: 0.1, horizon: 50, nEpochs: 4 } } },
    2: { 'ppo-clip': { 'CartPole-v1': { clipRange: 0.25, horizon: 100 } } },
    3: { 'ppo-clip': { 'CartPole-v1': { clipRange: 0.3, gamma: 0.995 } } },
  },
  migrations: {
    1: (params) => new Map([...params].map(([key, value]) => [key === 'epsilon' ? 'clipRange' : key, value])),
    2: (params) =>
      new Map(
        [...params].map(([key, value]) =>
          key === 'horizon' ? ['gamma', String(1 - 1 / Number(value))] : [key, value],
        ),
      ),
  },
};

const config = (hash: string) => {
  const { experiment, notices } = decode(hash, past);
  expect(notices).toEqual([]);
  return experiment.config;
};

describe('an old link', () => {
  it('keeps the tuned defaults of its version, under the keys of today', () => {
    expect(tunedConfig('ppo-clip', 'CartPole-v1', 1, past)).toMatchObject({ clipRange: 0.1, gamma: 0.98, nEpochs: 4 });
    expect(tunedConfig('ppo-clip', 'CartPole-v1', 2, past)).toMatchObject({
      clipRange: 0.25,
      gamma: 0.99,
      nEpochs: 10,
    });
    expect(tunedConfig('ppo-clip', 'CartPole-v1', 3, past)).toMatchObject({
      clipRange: 0.3,
      gamma: 0.995,
      nEpochs: 10,
    });
  });

  it('means what it meant: renamed keys, transformed values, its own defaults for the rest', () => {
    const meant = config('#/lab?seed=7&clipRange=0.4&gamma=0.98&nEpochs=4');
    expect(config('#/lab?v=1&seed=7&epsilon=0.4')).toEqual(meant);
    expect(config('#/lab?v=1&seed=7&epsilon=0.4&horizon=20')).toEqual({ ...meant, gamma: 0.95 });
    expect(config('#/lab?v=2')).toMatchObject({ clipRange: 0.25, gamma: 0.99 });
    expect(config('#/lab?v=3')).toEqual(config('#/lab'));
  });

  it('is told when it uses a key that its version did not have', () => {
    const { notices } = decode('#/lab?epsilon=0.4', past);
    expect(notices.map(({ word }) => word)).toEqual(['Unknown key']);
    expect(decode('#/lab?v=4', past).notices[0]?.text).toContain('there are versions 1 to 3');
  });
});

it('has a table for every version so far', () => {
  const versions = Array.from({ length: HISTORY.current }, (_, index) => String(index + 1));
  expect(Object.keys(HISTORY.tables)).toEqual(versions);
});
