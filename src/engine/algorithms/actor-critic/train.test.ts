import { describe, expect, it } from 'vitest';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';

describe('actor-critic', () => {
  it.each(['mc', 'td', 'nstep', 'gae'])(
    'learns the better action of the bandit from a critic by %s',
    async (critic) => {
      const trainer = await smallTrainer(
        smallSpec('actor-critic', 'Bandit-v0', { critic, nEpisodes: 32, learningRate: 0.1, optimizer: 'adam' }),
      );
      const { records } = await pull(trainer, 60);
      expect(records.at(-1)!.return100).toBeGreaterThan(0.9);
      trainer.dispose();
    },
  );

  it.each([false, true])('fits V to what is to come (one network: %s)', async (sharedNetwork) => {
    const trainer = await smallTrainer(
      smallSpec('actor-critic', 'CartPole-v1', {
        sharedNetwork,
        critic: 'mc',
        nEpisodes: 8,
        // The actor stands still where it can: what is learned is V alone.
        learningRate: sharedNetwork ? 1e-2 : 0,
        valueLearningRate: 1e-2,
        valueSteps: 20,
        hidden: '32',
      }),
    );
    const { records } = await pull(trainer, sharedNetwork ? 60 : 20);
    const losses = records.map(({ metrics }) => metrics.valueLoss!);
    const explained = records.map(({ metrics }) => metrics.explainedVariance!);
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
    expect(Math.max(...explained.slice(-10))).toBeGreaterThan(0.3);
    trainer.dispose();
  });
});
