import { describe, expect, it } from 'vitest';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';
import { nextBeta } from './penalty.ts';

describe('PPO with a KL penalty', () => {
  it.each([
    ['dear', 1e-4, 3],
    ['cheap', 0.2, 3],
  ])('sets the next price by the KL of the last update (δ %s)', async (_, delta, beta) => {
    const trainer = await smallTrainer(smallSpec('ppo-kl', 'CartPole-v1', { delta, beta, learningRate: 1e-2 }));
    const { records } = await pull(trainer, 8);
    let expected = beta;
    for (const { metrics } of records) {
      expect(metrics.beta).toBe(expected);
      expected = nextBeta(expected, metrics.kl!, delta);
    }
    // Both directions of the schedule were seen to work.
    expect(Math.sign(expected - beta)).toBe(delta < 0.01 ? 1 : -1);
    trainer.dispose();
  });

  it('stays closer to the old policy, the dearer KL is', async () => {
    const divergence = async (beta: number): Promise<number> => {
      const trainer = await smallTrainer(smallSpec('ppo-kl', 'Pendulum-v1', { beta, nEpochs: 20, learningRate: 1e-2 }));
      const { records } = await pull(trainer, 1);
      trainer.dispose();
      return records[0]!.metrics.kl!;
    };
    expect(await divergence(100)).toBeLessThan(0.3 * (await divergence(1e-3)));
  });
});
