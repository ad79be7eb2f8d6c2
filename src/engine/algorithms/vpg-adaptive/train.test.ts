import { describe, expect, it } from 'vitest';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';
import { nextRate } from './rate.ts';

describe('vanilla policy gradient, adaptive', () => {
  it('halves the rate above 1.5 δ, doubles it below δ/1.5, and leaves it alone between and on them', () => {
    expect(nextRate(0.01, 0.031, 0.02)).toBe(0.005);
    expect(nextRate(0.01, 0.013, 0.02)).toBe(0.02);
    for (const kl of [0.02 / 1.5, 0.02, 1.5 * 0.02]) expect(nextRate(0.01, kl, 0.02)).toBe(0.01);
  });

  it('keeps the rate where it can come back from', () => {
    let rate = 1e-3;
    for (let i = 0; i < 100; i++) rate = nextRate(rate, 0, 0.01);
    for (let i = 0; i < 20; i++) rate = nextRate(rate, 1, 0.01);
    expect(rate).toBeLessThan(1e-3);
    for (let i = 0; i < 100; i++) rate = nextRate(rate, 1, 0.01);
    for (let i = 0; i < 20; i++) rate = nextRate(rate, 0, 0.01);
    expect(rate).toBeGreaterThan(1e-3);
  });

  it.each(['CartPole-v1', 'Pendulum-v1'])(
    'finds the rate that spends δ on %s, from far too small a one',
    async (env) => {
      const delta = 0.02;
      const trainer = await smallTrainer(smallSpec('vpg-adaptive', env, { delta, learningRate: 1e-5 }));
      const { records } = await pull(trainer, 40);
      let expected = 1e-5;
      for (const { metrics } of records) {
        expect(metrics.learningRate).toBe(expected);
        expected = nextRate(expected, metrics.kl!, delta);
      }
      const late = records.slice(20).map(({ metrics }) => metrics.kl!);
      const middle = late.sort((a, b) => a - b)[10]!;
      expect(middle).toBeGreaterThan(delta / 4);
      expect(middle).toBeLessThan(delta * 4);
      trainer.dispose();
    },
  );
});
