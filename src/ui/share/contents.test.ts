import { expect, test } from 'vitest';
import { decode } from '../../presets/url.ts';
import { contentsOf } from './contents.ts';
import { hideable } from './hideable.ts';

test('a plain link says that it is plain', () => {
  const words = contentsOf(decode('#/lab?seed=7').experiment, 'wasm');
  expect(words[0]).toBe('PPO-Clip on CartPole-v1, seed 7, on wasm.');
  expect(words[1]).toBe('Everything at the tuned defaults.');
  expect(words).toHaveLength(3);
});

test('what was set, shown and hidden is named', () => {
  const { experiment } = decode('#/lab?clipRange=0.3&nEpochs=9&panels=env-view&hide=algo,seed');
  const words = contentsOf(experiment, null).join(' ');
  expect(words).toContain('epochs 9');
  expect(words).toContain('clip range 0.3');
  expect(words).toContain('Left out for whoever opens it: algorithm and seed.');
  expect(words.match(/“/g)).toHaveLength(1);
});

test('panels with runs of their own are named like the others', () => {
  const words = contentsOf(decode('#/lab?panels=env-view,step-size-cliff,rl-vs-sl').experiment, 'wasm');
  expect(words[2]).toContain('“Where is the cliff?” “Why is a bad step worse in reinforcement learning?”');
});

test('a panel by itself is told as that, not as the Lab’s panels', () => {
  const words = contentsOf(decode('#/lab?algo=trpo').experiment, 'wasm', 'interpolation');
  expect(words[2]).toBe('One panel by itself: “What if the step had been longer?”');
});

test('only controls that are in sight can be left out one by one', () => {
  const names = (query: string) => hideable(decode(`#/lab?algo=trpo${query}`).experiment).map(({ name }) => name);
  expect(names('')).toContain('trust region');
  expect(names('')).not.toContain('KL penalty');
  expect(names('&form=penalty')).toContain('KL penalty');
});
