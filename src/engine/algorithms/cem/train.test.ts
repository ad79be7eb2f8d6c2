import { describe, expect, it } from 'vitest';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';

const theta = async (env: string, overrides: Readonly<Record<string, number | string>>, iterations: number) => {
  const trainer = await smallTrainer(smallSpec('cem', env, overrides));
  const { records } = await pull(trainer, iterations);
  const result = { records, theta: await trainer.theta() };
  trainer.dispose();
  return result;
};

describe('the cross-entropy method', () => {
  it('counts the steps of all candidates, and every one of their episodes', async () => {
    const { records } = await theta('TwoState-v0', { populationSize: 6, nEpisodes: 3, hidden: 'none' }, 2);
    expect(records.map(({ steps }) => steps)).toEqual([6 * 3 * 50, 2 * 6 * 3 * 50]);
    expect(records.map(({ updates }) => updates)).toEqual([1, 2]);
    for (const { episodes } of records) expect(episodes).toHaveLength(18);
    expect(records[1]!.episodes.at(-1)!.endStep).toBe(records[1]!.steps);
    const { score, eliteScore, bestScore } = records[0]!.metrics;
    expect(bestScore).toBeGreaterThanOrEqual(eliteScore!);
    expect(eliteScore).toBeGreaterThanOrEqual(score!);
  });

  it('judges all candidates by the same start states and the same noise', async () => {
    // Without deviation every candidate is the same θ: then only luck could tell them apart.
    const settings = { populationSize: 5, nEpisodes: 2, initialStd: 0, extraNoise: 0 };
    const { records } = await theta('LQR-v0', settings, 2);
    for (const { metrics } of records) {
      expect(metrics.bestScore).toBeCloseTo(metrics.score!, 9);
      expect(metrics.stepNorm).toBe(0);
    }
    // Others in the next generation.
    const [first, second] = records.map(({ episodes }) => new Set(episodes.map((episode) => episode.return)));
    expect(first!.size).toBe(2);
    expect([...second!].some((value) => first!.has(value))).toBe(false);
  });

  it('searches over what acts: log σ of a Gaussian stays as it was', async () => {
    const { theta: after } = await theta('Pendulum-v1', { populationSize: 4, hidden: 'none', initialLogStd: -0.5 }, 2);
    expect(after.at(-1)).toBe(-0.5);
    expect(after.slice(0, -1).every((value) => Math.abs(value) > 1e-3)).toBe(true);
  });

  it('shows the policy as it is judged: by its most likely action, whatever is drawn', async () => {
    const trainer = await smallTrainer(smallSpec('cem', 'CartPole-v1'));
    const stage = await trainer.policyFor(await trainer.theta());
    const [actions, outputs] = [new Float32Array(1), new Float32Array(2)];
    for (const draw of [0, 0.5, 0.999]) {
      await stage.act(new Float32Array([0.01, 0.3, -0.02, -0.1]), 1, () => draw, actions, outputs);
      expect(actions[0]).toBe(outputs[0]! >= outputs[1]! ? 0 : 1);
    }
    trainer.dispose();
  });

  it('solves the two states within ten generations', async () => {
    const settings = { populationSize: 20, nEpisodes: 1, hidden: 'none', evalInterval: 1000 };
    const { records } = await theta('TwoState-v0', settings, 10);
    expect(records.at(-1)!.evaluation!.mean).toBeGreaterThan(95);
  });
});
