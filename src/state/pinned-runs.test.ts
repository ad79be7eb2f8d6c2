import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../presets/defaults.ts';
import type { LoggedEpisode, MetricLog } from './metric-log.ts';
import { type CurvePoint, MOST_PINNED, PinnedRuns, thinned } from './pinned-runs.ts';
import { Tab } from './testing/tab.ts';

const ppo = defaultExperiment('ppo-clip', 'CartPole-v1');
const withRange = (clipRange: number, seed = 1) => ({ ...ppo, seed, config: { ...ppo.config, clipRange } });

/** A log of `count` episodes whose running mean is their number. */
const log = (count: number, fingerprint = 'a91f3c'): MetricLog =>
  ({
    episodes: Array.from({ length: count }, (_, i) => ({
      endStep: 10 * (i + 1),
      updates: i,
      seconds: i / 10,
      iteration: i + 1,
      mean25: i + 1,
    })) as unknown as LoggedEpisode[],
    iterations: [{ iteration: 1, fingerprint, evaluation: null }],
  }) as unknown as MetricLog;
const marks = (pinned: PinnedRuns) => pinned.store.getState().map(({ mark }) => mark);

describe('pinned runs', () => {
  it('keep what the run was and its running mean from the eighth episode on', () => {
    const pinned = new PinnedRuns();
    pinned.pin(withRange(0.1, 4), log(10));
    const [run] = pinned.store.getState();
    expect(run).toMatchObject({ algo: 'ppo-clip', env: 'CartPole-v1', seed: 4, edited: false, mark: 0 });
    expect(run!.config.clipRange).toBe(0.1);
    expect(run!.curve.map(({ value }) => value)).toEqual([8, 9, 10]);
  });

  it('have nothing to keep of a run without a curve', () => {
    const pinned = new PinnedRuns();
    pinned.pin(ppo, log(7));
    expect(pinned.store.getState()).toEqual([]);
  });

  it('hold the same run once, in its newest state, and a run edited midway beside it', () => {
    const pinned = new PinnedRuns();
    const until = (totalSteps: number) => ({ ...ppo, config: { ...ppo.config, annealing: false, totalSteps } });
    pinned.pin(until(9000), log(20));
    pinned.pin(until(9000), log(40));
    expect(pinned.store.getState().map(({ curve }) => curve.at(-1)?.value)).toEqual([40]);
    pinned.pin(until(9000), log(30));
    pinned.pin(until(777), log(35));
    expect(pinned.store.getState().map(({ curve }) => curve.at(-1)?.value)).toEqual([40]);
    pinned.pin(until(9000), log(40, 'a91f3c*'));
    expect(pinned.store.getState().map(({ edited }) => edited)).toEqual([false, true]);
  });

  it('are two where not even the same seed gives the same run again', () => {
    const pinned = new PinnedRuns();
    pinned.pin(ppo, log(20, '~a91f3c'));
    pinned.pin(ppo, log(40, '~a91f3d'));
    expect(pinned.store.getState()).toHaveLength(2);
  });

  it('are different experiments where rates anneal until another end', () => {
    const pinned = new PinnedRuns();
    for (const totalSteps of [1000, 2000])
      pinned.pin({ ...ppo, config: { ...ppo.config, annealing: true, totalSteps } }, log(20));
    expect(marks(pinned)).toEqual([0, 1]);
  });

  it('share a mark where only the seed differs, and reuse one that has become free', () => {
    const pinned = new PinnedRuns();
    for (const [range, seed] of [
      [0.1, 1],
      [0.2, 1],
      [0.1, 2],
      [0.3, 1],
    ] as const)
      pinned.pin(withRange(range, seed), log(20));
    expect(marks(pinned)).toEqual([0, 1, 0, 2]);
    pinned.unpin(2);
    pinned.pin(withRange(0.4), log(20));
    expect(marks(pinned)).toEqual([0, 0, 2, 1]);
  });

  it('are never more than can be told apart', () => {
    const pinned = new PinnedRuns();
    for (let seed = 1; seed <= MOST_PINNED + 3; seed++) pinned.pin(withRange(0.2, seed), log(20));
    expect(pinned.store.getState()).toHaveLength(MOST_PINNED);
  });

  it('are what they ran with: an edit that still waits for its iteration is not theirs', async () => {
    const { controller, loop, reach } = tab();
    controller.play();
    await reach(30);
    controller.pause();
    await loop.until(() => controller.session.getState().run.state === 'paused');
    controller.change('clipRange', 0.4);
    controller.pin();
    expect(controller.pinned.getState()[0]!.config.clipRange).toBe(ppo.config.clipRange);
  });

  it('outlive a reset and another algorithm', async () => {
    const { controller, loop, reach } = tab();
    await loop.until(() => controller.session.getState().run.state === 'idle');
    controller.play();
    await reach(30);
    controller.pause();
    controller.pin();
    const kept = controller.pinned.getState();
    expect(kept).toHaveLength(1);
    controller.reset();
    controller.choose({ algo: 'trpo' });
    expect(controller.pinned.getState()).toBe(kept);
    controller.unpin(kept[0]!.id);
    expect(controller.pinned.getState()).toEqual([]);
  });
});

/** A tab on the default experiment. */
function tab() {
  const made = new Tab();
  made.controller.open(ppo, []);
  return { controller: made.controller, loop: made.loop, reach: (iteration: number) => made.reach(iteration) };
}

describe('a thinned curve', () => {
  it('has its ends, at most 384 points in their order, and no gap that the full curve had not', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 3000 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let at = 0;
        const points = steps.map((gap, value): CurvePoint => {
          at += gap;
          return { steps: at, updates: 0, seconds: 0, iteration: 0, value };
        });
        const kept = thinned(points);
        expect(kept.length).toBeLessThanOrEqual(384);
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        expect(kept.every((point, i) => i === 0 || point.value > kept[i - 1]!.value)).toBe(true);
        const span = (at - points[0]!.steps) / 382;
        if (points.length > 384)
          for (const [i, point] of kept.slice(1).entries())
            expect(point.steps - kept[i]!.steps).toBeLessThanOrEqual(2 * span + 400);
      }),
      { numRuns: 60 },
    );
  });
});
