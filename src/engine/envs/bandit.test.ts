import { describe, expect, it } from 'vitest';
import { DrawSequence } from '../rng.ts';
import { expectClose } from '../testing/golden.ts';
import { bandit } from './bandit.ts';

describe('Bandit', () => {
  const pulls = (arm: number) =>
    Array.from({ length: 4000 }, (_, pull) => {
      const state = new Float64Array(2);
      const outcome = { reward: 0, terminated: false };
      const draws = new DrawSequence(8, 'dynamics').at(arm, pull);
      bandit.step(state, 0, [arm], 0, draws.next, outcome);
      expect(outcome.terminated).toBe(true);
      expect(Array.from(state)).toEqual([arm, outcome.reward]);
      return outcome.reward;
    });

  it('pays Gaussian rewards around 0.5 on the left and 1 on the right', () => {
    for (const [arm, mean] of [
      [0, 0.5],
      [1, 1],
    ] as const) {
      const rewards = pulls(arm);
      const average = rewards.reduce((a, b) => a + b, 0) / rewards.length;
      const variance = rewards.reduce((sum, r) => sum + (r - average) * (r - average), 0) / rewards.length;
      expectClose(average, mean, { absolute: (5 * 0.3) / Math.sqrt(rewards.length) });
      expectClose(Math.sqrt(variance), 0.3, { absolute: 0.02 });
    }
  });

  it('counts as solved at 0.95 of the better mean', () => {
    expect(bandit.successThreshold).toBe(0.95 * 1);
  });

  it('marks the last pull', () => {
    const marked = (state: number[]) =>
      bandit.scene(state, null, 'large').shapes.filter((shape) => shape.kind === 'circle');
    expect(marked([-1, 0])).toEqual([]);
    expect(marked([1, 1.25])).toEqual([expect.objectContaining({ y: 1.25, role: 'action' })]);
    expect(bandit.scene([0, -0.1], [0], 'large').readouts).toContainEqual({ label: 'reward', value: '−0.10' });
  });
});
