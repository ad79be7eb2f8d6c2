import { describe, expect, it } from 'vitest';
import type { LineEvent, WorkerTimeline } from '../../run-events.ts';
import type { ConfigValue } from '../../run-spec.ts';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';

type Overrides = Readonly<Record<string, ConfigValue>>;

/** One gradient an iteration, so that each can be told from the next. */
const single = (overrides: Overrides) =>
  smallSpec('a3c', 'CartPole-v1', { nUpdates: 1, annealing: false, ...overrides });

async function stalenessOf(overrides: Overrides, count: number): Promise<number[]> {
  const trainer = await smallTrainer(single(overrides));
  const { records } = await pull(trainer, count);
  trainer.dispose();
  return records.map(({ metrics }) => metrics.stalenessMean!);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a3c, simulated', () => {
  it('with one worker is A2C', async () => {
    const asynchronous = await smallTrainer(single({ nWorkers: 1 }));
    const synchronous = await smallTrainer(smallSpec('a2c', 'CartPole-v1', { annealing: false }));
    const [one, other] = [await pull(asynchronous, 12), await pull(synchronous, 12)];
    expect(one.records.map(({ metrics }) => metrics.kl)).toEqual(other.records.map(({ metrics }) => metrics.kl));
    expect(await asynchronous.theta()).toEqual(await synchronous.theta());
    for (const trainer of [asynchronous, synchronous]) trainer.dispose();
  });

  it('lets equal workers come in turn: after the first round, N − 1 updates lie in between', async () => {
    const staleness = await stalenessOf({ nWorkers: 4, slowestWorker: 1, delayJitter: 0 }, 12);
    expect(staleness).toEqual([0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
  });

  it.each([
    { delayJitter: 1, slowestWorker: 1, meanDelay: 100 },
    { delayJitter: 0.5, slowestWorker: 8, meanDelay: 0 },
  ])('has a staleness of N − 1 on average, however uneven: %o', async (delays) => {
    const staleness = await stalenessOf({ nWorkers: 4, ...delays }, 400);
    expect(mean(staleness)).toBeGreaterThan(2.9);
    expect(mean(staleness)).toBeLessThanOrEqual(3);
    expect(Math.max(...staleness)).toBeGreaterThan(3);
  });

  it('leaves a straggler the stalest', async () => {
    const [even, uneven] = [
      await stalenessOf({ nWorkers: 4, slowestWorker: 1 }, 200),
      await stalenessOf({ nWorkers: 4, slowestWorker: 20 }, 200),
    ];
    expect(Math.max(...uneven)).toBeGreaterThan(2 * Math.max(...even));
  });

  it('computes a gradient at the copy, not at θ as it stands when the gradient comes in', async () => {
    const inTurn = { nWorkers: 3, slowestWorker: 1, delayJitter: 0 };
    const moving = await smallTrainer(single({ ...inTurn, learningRate: 0.1 }));
    const still = await smallTrainer(single({ ...inTurn, learningRate: 0 }));
    const [a, b] = [(await pull(moving, 4)).records, (await pull(still, 4)).records];
    const gradients = (records: typeof a) => records.map(({ metrics }) => metrics.gradNorm!);
    // All three of the first round hold the first θ, whatever was applied meanwhile; the fourth does not.
    expect(gradients(a).slice(0, 3)).toEqual(gradients(b).slice(0, 3));
    expect(gradients(a)[3]).not.toBe(gradients(b)[3]);
    for (const trainer of [moving, still]) trainer.dispose();
  });

  it('ends at totalSteps exactly', async () => {
    const trainer = await smallTrainer(smallSpec('a3c', 'CartPole-v1', { totalSteps: 1000 }));
    const { records, events } = await pull(trainer, 100);
    expect(records.at(-1)!.steps).toBe(1000);
    expect(events.at(-1)).toEqual({ kind: 'finished' });
    trainer.dispose();
  });

  it('tells a panel who did what, lanes without overlap and updates in order', async () => {
    const trainer = await smallTrainer(smallSpec('a3c', 'CartPole-v1', { nWorkers: 3, nUpdates: 9 }));
    let timeline: WorkerTimeline | undefined;
    for (;;) {
      const event = await trainer.next();
      if (event.kind === 'iteration') break;
      const { line, final, inspect } = event as LineEvent;
      if (line === 5 && final) timeline = (await inspect(new Set(['workerTimeline']))).diagnostics?.workerTimeline;
    }
    trainer.dispose();
    expect(timeline).toMatchObject({ unit: 'steps', workers: 3 });
    expect(timeline!.updates).toHaveLength(9);
    for (const worker of [0, 1, 2]) {
      const lane = timeline!.segments.filter((segment) => segment.worker === worker);
      expect(lane.length).toBeGreaterThan(0);
      for (const { from, to } of lane) expect(to).toBeGreaterThanOrEqual(from);
      for (const [i, { from }] of lane.slice(1).entries()) expect(from).toBeGreaterThanOrEqual(lane[i]!.to);
    }
    const times = timeline!.updates.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
