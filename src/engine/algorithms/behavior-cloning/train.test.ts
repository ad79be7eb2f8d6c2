import { describe, expect, it } from 'vitest';
import type { ConfigValue } from '../../run-spec.ts';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';
import type { PseudoCodeLine } from '../algorithm.ts';
import { findAlgorithm } from '../index.ts';

async function clone(env: string, overrides: Readonly<Record<string, ConfigValue>>, iterations: number) {
  const trainer = await smallTrainer(smallSpec('behavior-cloning', env, overrides));
  const { records, events } = await pull(trainer, iterations);
  const returns = await trainer.evaluate(20, 7);
  trainer.dispose();
  return { records, events, mean: returns.reduce((sum, value) => sum + value, 0) / returns.length };
}

describe('behaviour cloning', () => {
  it('counts the expert’s samples that it used, and ends with the last that it may use', async () => {
    // Two episodes of 50 steps each, always.
    const settings = { expertEpisodes: 2, batchSize: 30, nEpochs: 2, totalSteps: 450, nEpisodes: 3 };
    const { records, events } = await clone('TwoState-v0', settings, 9);
    expect(records.map(({ steps }) => steps)).toEqual([200, 400, 450]);
    // Minibatches of 30, 30, 30 and 10, twice; at last of 30 and 20.
    expect(records.map(({ updates }) => updates)).toEqual([8, 16, 18]);
    expect(events.at(-1)).toEqual({ kind: 'finished' });
    // Its own episodes are shown where they were played, and counted nowhere.
    for (const { episodes, steps } of records)
      expect(episodes.map(({ endStep, length }) => [endStep, length])).toEqual(Array(3).fill([steps, 50]));
  });

  it('finds the expert’s every action where a table is enough', async () => {
    const settings = { hidden: 'none', learningRate: 0.1, nEpochs: 5, batchSize: 13, expertEpisodes: 1 };
    const { records, mean } = await clone('CliffWalking-v1', settings, 8);
    expect(records[0]!.metrics.agreement).toBeLessThanOrEqual(1);
    expect(records.at(-1)!.metrics.agreement).toBe(1);
    expect(mean).toBe(-13);
    // log π(ã|s) of thirteen states, near its upper end.
    expect(records.at(-1)!.metrics.objective).toBeGreaterThan(-0.1);
    expect(records.at(-1)!.metrics.objective).toBeGreaterThan(records[0]!.metrics.objective!);
  });

  it('finds the regulator’s gain, and how sure it may be of it', async () => {
    const settings = { hidden: 'none', learningRate: 0.02, batchSize: 50, expertEpisodes: 20, nEpisodes: 1 };
    const trainer = await smallTrainer(smallSpec('behavior-cloning', 'LQR-v0', settings));
    const { records } = await pull(trainer, 12);
    const [weight, bias, logStd] = await trainer.theta();
    trainer.dispose();
    expect(weight).toBeCloseTo(-0.6388, 2);
    expect(bias).toBeCloseTo(0, 2);
    // What does not err has no deviation: log σ falls as fast as Adam lets it.
    expect(logStd).toBeLessThan(-2);
    expect(records.at(-1)!.metrics.actionError).toBeLessThan(0.01);
    expect(records.at(-1)!.metrics.entropy).toBeLessThan(0);
  });

  it('looks at itself without learning from that: how often it does changes no θ', async () => {
    const thetas: Float32Array[] = [];
    for (const nEpisodes of [1, 5]) {
      const trainer = await smallTrainer(smallSpec('behavior-cloning', 'CartPole-v1', { nEpisodes }));
      await pull(trainer, 2);
      thetas.push(await trainer.theta());
      trainer.dispose();
    }
    expect(thetas[1]).toEqual(thetas[0]);
  });

  it('has the lecture’s step: with the plain rule θ moves by α ĝ', async () => {
    const settings = { optimizer: 'sgd', stepSize: 0.25, batchSize: 65_536, nEpochs: 1 };
    const { records } = await clone('CartPole-v1', settings, 2);
    for (const { metrics } of records) expect(metrics.stepNorm).toBeCloseTo(0.25 * metrics.gradNorm!, 5);
  });

  it('names every line once, in the order in which they run', async () => {
    const trainer = await smallTrainer(smallSpec('behavior-cloning', 'Bandit-v0', { nEpochs: 1, batchSize: 64 }));
    const { events } = await pull(trainer, 1);
    trainer.dispose();
    const lines = findAlgorithm('behavior-cloning').spec.lines as readonly PseudoCodeLine[];
    expect(events.flatMap((event) => (event.kind === 'line' ? [event.line] : []))).toEqual(lines.map((_, i) => i + 1));
  });
});
