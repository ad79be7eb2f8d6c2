import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import type { Actor } from '../nn/learner.ts';
import { Run } from '../run.ts';
import { Explorer } from './explorer.ts';
import { VectorEnv } from './vector-env.ts';

/** An explorer whose policy always does the same, in a run that holds nothing else. */
function explorerIn(env: string, action: number, bufferSize = 2000) {
  const run = new Run({ algo: 'ddpg', env, seed: 3, backend: 'wasm', config: {} }, async () => {});
  const actor = { act: () => ({ head: [action], logStd: null }) } as unknown as Actor;
  const restarts: number[] = [];
  const exploration = {
    choose: (outputs: { head: ArrayLike<number> }, _draw: unknown, taken: Float32Array) => {
      taken[0] = outputs.head[0]!;
    },
    restart: () => restarts.push(run.steps),
  };
  return { run, restarts, explorer: new Explorer(run, actor, exploration, bufferSize) };
}

/** All that is in the buffer, in order: a ring that has not come round yet. */
function rowsOf(explorer: Explorer, observationSize: number) {
  const width = 2 * observationSize + 3;
  const rows = explorer.buffer.save().rows as Float32Array;
  return Array.from({ length: rows.length / width }, (_, i) => {
    const row = [...rows.subarray(i * width, (i + 1) * width)];
    return {
      observation: row.slice(0, observationSize),
      action: row[observationSize]!,
      terminated: row[observationSize + 2]!,
      next: row.slice(observationSize + 3),
    };
  });
}

describe('exploring into a replay buffer', () => {
  it('keeps what an episode was cut off in, and that it was not its end', () => {
    const { explorer, run, restarts } = explorerIn('Pendulum-v1', 1);
    for (let step = 0; step < 401; step++) explorer.step(0);
    const rows = rowsOf(explorer, 3);
    expect(rows.every(({ terminated }) => terminated === 0)).toBe(true);
    expect(restarts).toEqual([200, 400]);
    expect(run.episodes.map(({ length }) => length)).toEqual([200, 200]);

    const alone = new VectorEnv(findEnvironment('Pendulum-v1'), 1, 3);
    for (let step = 0; step < 200; step++) alone.step([1]);
    expect(rows[199]!.next).toEqual([...alone.finalObservations]);
    expect(rows[200]!.observation).toEqual([...alone.observations]);
    expect(rows[199]!.next).not.toEqual(rows[200]!.observation);
    for (const i of [0, 1, 198, 200]) expect(rows[i + 1]!.observation).toEqual(rows[i]!.next);
  });

  it('marks the end of the task itself', () => {
    const { explorer, run } = explorerIn('MountainCarContinuous-v0', 1, 20_000);
    // Full throttle never gets there; with the speed it does.
    const actor = explorer as unknown as { actor: Actor };
    actor.actor = {
      act: (seen: Float32Array) => ({ head: [seen[1]! < 0 ? -1 : 1], logStd: null }),
    } as unknown as Actor;
    while (run.episodes.length < 1) explorer.step(0);
    const rows = rowsOf(explorer, 2);
    expect(rows.length).toBeLessThan(999);
    expect(rows.map(({ terminated }) => terminated)).toEqual([...new Array<number>(rows.length - 1).fill(0), 1]);
    expect(rows.at(-1)!.next[0]).toBeGreaterThanOrEqual(0.45);
  });

  it('acts at random all over the box until learning starts, and then by the policy', () => {
    const { explorer } = explorerIn('Pendulum-v1', 0.25);
    for (let step = 0; step < 600; step++) explorer.step(500);
    const actions = rowsOf(explorer, 3).map(({ action }) => action);
    const random = actions.slice(0, 500);
    expect(Math.min(...random)).toBeLessThan(-1.9);
    expect(Math.max(...random)).toBeGreaterThan(1.9);
    expect(Math.abs(random.reduce((sum, a) => sum + a, 0) / 500)).toBeLessThan(0.2);
    expect(new Set(actions.slice(500))).toEqual(new Set([0.25]));
  });
});
