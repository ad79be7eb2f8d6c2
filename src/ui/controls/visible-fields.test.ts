import { expect, it } from 'vitest';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { tunedConfig } from '../../presets/tuned.ts';
import { visibleFields } from './visible-fields.ts';

const keys = (algo: string, hide: readonly string[] = [], edits = {}, env = 'CartPole-v1') => {
  const config = { ...tunedConfig(algo, env), ...edits };
  const { live, more } = visibleFields({ algo, env, config, hide });
  return { live: live.map(({ key }) => key), more: more.map(({ key }) => key) };
};

it('shows every field once, the live ones first and in their own order', () => {
  const { live, more } = keys('ppo-clip');
  const { spec } = findAlgorithm('ppo-clip');
  expect(live).toEqual(spec.liveFields);
  expect([...live, ...more].sort()).toEqual(Object.keys(spec.config.shape).sort());
});

it('leaves out what a link hides', () => {
  expect(keys('ppo-clip', ['clipRange', 'gamma'])).not.toMatchObject({ live: expect.arrayContaining(['clipRange']) });
  expect(keys('ppo-clip', ['clipRange', 'gamma']).more).not.toContain('gamma');
});

it('shows the step size of the update rule in force, and no other', () => {
  expect(keys('reinforce', [], { optimizer: 'sgd' }).live).toEqual(['stepSize', 'gamma', 'nEpisodes']);
  expect(keys('reinforce', [], { optimizer: 'adam' }).live).toEqual(['learningRate', 'gamma', 'nEpisodes']);
  expect(keys('ppo-clip').live).toContain('learningRate');
});

it('opens with what is set about the environment, where there is something to set', () => {
  expect(keys('ppo-clip', [], {}, 'FrozenLake-v1').live[0]).toBe('slippery');
  expect(keys('ppo-clip', ['slippery'], {}, 'FrozenLake-v1').live).not.toContain('slippery');
  expect(keys('ppo-clip').live).not.toContain('slippery');
});
