import { expect, test } from 'vitest';
import { decode } from '../../presets/url.ts';
import { contentsOf } from './contents.ts';

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
