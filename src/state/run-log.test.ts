import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { EpisodeRecord, IterationRecord } from '../engine/run-events.ts';
import type { Checkpoint } from '../engine/run-spec.ts';
import { RunLog } from './run-log.ts';

const record = (iteration: number, returns: readonly number[]): IterationRecord => ({
  iteration,
  steps: 10 * iteration,
  updates: 4 * iteration,
  episodes: returns.map((value): EpisodeRecord => ({ endStep: 10 * iteration, return: value, length: 5 })),
  return100: null,
  evaluation: null,
  metrics: { kl: 0.01 },
  changes: [],
  seconds: iteration / 10,
  fingerprint: `f${iteration}`,
});
const batch = (iterations: readonly IterationRecord[], checkpointed?: number) => ({
  iterations,
  line: null,
  snapshots: iterations.map(({ iteration }) => ({ iteration, theta: Float32Array.of(iteration) })),
  checkpoint: checkpointed === undefined ? null : ({ iteration: checkpointed } as Checkpoint),
});
const shown = (log: RunLog) => ({
  iterations: log.iterations,
  episodes: log.episodes,
  snapshots: log.snapshots.map(({ iteration }) => iteration),
});

/** Returns of each iteration, from iteration 1. */
const runs = fc.array(fc.array(fc.integer({ min: -200, max: 500 }), { maxLength: 6 }), { minLength: 1, maxLength: 60 });

describe('the metric log', () => {
  it('knows the mean of the last 25 episodes, and the clock of their iteration', () => {
    const log = new RunLog();
    log.append(batch([record(1, [10, 20])]));
    log.append(
      batch([
        record(
          2,
          Array.from({ length: 25 }, () => 100),
        ),
      ]),
    );
    expect(log.episodes.map(({ mean25 }) => mean25).slice(0, 3)).toEqual([10, 15, 130 / 3]);
    expect(log.episodes.at(-1)).toMatchObject({ mean25: 100, iteration: 2, updates: 8, seconds: 0.2, endStep: 20 });
  });

  it('calls its listeners once a batch', () => {
    const log = new RunLog();
    const listener = vi.fn();
    const undo = log.subscribe(listener);
    log.append(batch([record(1, [1, 2, 3]), record(2, [4])], 2));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(log.version).toBe(1);
    undo();
    log.append(batch([record(3, [])]));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('comes back to the same curve when a truncated piece is repeated', () => {
    fc.assert(
      fc.property(runs, fc.nat(), fc.boolean(), (returns, cut, isCheckpointed) => {
        const records = returns.map((values, i) => record(i + 1, values));
        const at = cut % (records.length + 1);
        const whole = new RunLog();
        whole.append(batch(records));
        const repeated = new RunLog();
        repeated.append(batch(records.slice(0, at), isCheckpointed ? at : undefined));
        repeated.append(batch(records.slice(at)));
        repeated.truncate(at);
        expect(repeated.iterations.at(-1)?.iteration ?? 0).toBe(at);
        repeated.append(batch(records.slice(at)));
        expect(shown(repeated)).toEqual(shown(whole));
      }),
    );
  });

  it('stays bounded over a long run, means computed from every episode', () => {
    const log = new RunLog({ iterations: 32, episodes: 64 });
    for (let i = 1; i <= 3000; i++) log.append(batch([record(i, [i, i])], i));
    expect(log.iterations.length).toBeLessThanOrEqual(33);
    expect(log.episodes.length).toBeLessThanOrEqual(65);
    expect(log.iterations.at(-1)!.iteration).toBe(3000);
    // The last 25: iterations 2988 (once) and 2989 … 3000 (twice each).
    expect(log.episodes.at(-1)!.mean25).toBeCloseTo((2988 + 24 * 2994.5) / 25, 9);
    expect(log.snapshots.length).toBeLessThanOrEqual(201);
  });

  it('saved and loaded shows the same up to the checkpoint, and goes on the same', () => {
    fc.assert(
      fc.property(runs, fc.nat(), (returns, cut) => {
        const records = returns.map((values, i) => record(i + 1, values));
        const at = cut % (records.length + 1);
        const before = new RunLog({ iterations: 16, episodes: 32 });
        before.append(batch(records.slice(0, at), at));
        const after = new RunLog({ iterations: 16, episodes: 32 });
        after.load(structuredClone(before.save(at)));
        before.append(batch(records.slice(at)));
        after.append(batch(records.slice(at)));
        expect(after.episodes).toEqual(before.episodes);
        expect(after.iterations.map(({ fingerprint }) => fingerprint)).toEqual(
          before.iterations.map(({ fingerprint }) => fingerprint),
        );
        expect(shown(after).snapshots).toEqual(shown(before).snapshots);
      }),
    );
  });

  it('ends at the checkpoint where it is cut or saved there, however much it has thinned around it', () => {
    const log = new RunLog({ iterations: 16, episodes: 32 });
    for (let i = 1; i <= 36; i++) log.append(batch([record(i, [i])]));
    log.append(batch([record(37, []), record(38, []), record(39, [])], 37));
    for (let i = 40; i <= 50; i++) log.append(batch([record(i, [i])]));
    const later = new RunLog({ iterations: 16, episodes: 32 });
    later.load(log.save(37));
    log.truncate(37);
    for (const { iterations } of [log, later]) {
      expect(iterations.at(-1)).toMatchObject({ iteration: 37, fingerprint: 'f37' });
      expect(iterations.length).toBeLessThanOrEqual(17);
    }
    for (const one of [log, later]) one.append(batch([record(38, []), record(39, [])]));
    expect(later.iterations.map(({ iteration }) => iteration)).toEqual(log.iterations.map((one) => one.iteration));
    expect(log.iterations.filter(({ iteration }) => iteration === 37)).toEqual([]);
  });

  it('is empty after clear, and its version still grows', () => {
    const log = new RunLog();
    log.append(batch([record(1, [1])]));
    log.clear();
    expect(shown(log)).toEqual({ iterations: [], episodes: [], snapshots: [] });
    expect(log.version).toBe(2);
  });
});
