import { describe, expect, it } from 'vitest';
import { type CriticSettings, criticAdvantages, criticTargets } from './critics.ts';

/** One copy, four steps of reward 1, 2, 3, 4, cut by a time limit after the last; γ = ½. */
const rollout = { horizon: 4, copies: 1, rewards: [1, 2, 3, 4], terminated: [0, 0, 0, 0], truncated: [0, 0, 0, 1] };
const visited = { values: Float32Array.of(10, 20, 30, 40), nextValues: Float32Array.of(20, 30, 40, 8) };
const settings = (critic: CriticSettings['critic']): CriticSettings => ({
  critic,
  gamma: 0.5,
  returnSteps: 2,
  gaeLambda: 0,
});

describe('critics', () => {
  it.each([
    // 4 + ½·8 = 8; 3 + ½·8 = 7; 2 + ½·7 = 5.5; 1 + ½·5.5 = 3.75
    ['mc', [3.75, 5.5, 7, 8], [1, -3, -7, -32]],
    ['td', [11, 17, 23, 8], [1, -3, -7, -32]],
    // Two rewards, then V of where they led: 1 + ½·2 + ¼·30, …
    ['nstep', [9.5, 13.5, 7, 8], [-0.5, -6.5, -23, -32]],
    // With λ = 0 GAE is TD(0).
    ['gae', [11, 17, 23, 8], [1, -3, -7, -32]],
  ] as const)('%s: targets and advantages', (critic, targets, advantages) => {
    expect(Array.from(criticTargets(rollout, visited, settings(critic)))).toEqual(targets);
    expect(Array.from(criticAdvantages(rollout, visited, settings(critic)))).toEqual(advantages);
  });

  it('agree on a perfect value function: no action was better than expected', () => {
    const perfect = { values: Float32Array.of(3.75, 5.5, 7, 8), nextValues: Float32Array.of(5.5, 7, 8, 8) };
    for (const critic of ['mc', 'td', 'nstep', 'gae'] as const) {
      expect(Array.from(criticTargets(rollout, perfect, settings(critic)))).toEqual([3.75, 5.5, 7, 8]);
      expect(Array.from(criticAdvantages(rollout, perfect, settings(critic)))).toEqual([0, 0, 0, 0]);
    }
  });
});
