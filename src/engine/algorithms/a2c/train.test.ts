import { expect, it } from 'vitest';
import { createTrainer } from '../../create-trainer.ts';
import type { LineEvent, WorkerTimeline } from '../../run-events.ts';
import { smallSpec } from '../../testing/drive.ts';

it('tells a panel that all environments act in lockstep, then learn together', async () => {
  let time = 0;
  const host = { breathe: async () => {}, now: () => time++ };
  const trainer = await createTrainer(smallSpec('a2c', 'CartPole-v1', { nEnvs: 3 }), host, null);
  let timeline: WorkerTimeline | undefined;
  for (;;) {
    const event = await trainer.next();
    if (event.kind === 'iteration') break;
    const { line, inspect } = event as LineEvent;
    if (line === 4) timeline = (await inspect(new Set(['workerTimeline']))).diagnostics?.workerTimeline;
  }
  trainer.dispose();
  const lane = (worker: number) =>
    timeline!.segments.filter((segment) => segment.worker === worker).map(({ kind, from, to }) => ({ kind, from, to }));
  expect(lane(0).map(({ kind }) => kind)).toEqual(['acting', 'computing', 'applying']);
  expect(lane(1)).toEqual(lane(0));
  expect(lane(2)).toEqual(lane(0));
  for (const [i, { from, to }] of lane(0).entries()) {
    expect(to).toBeGreaterThan(from);
    if (i > 0) expect(from).toBe(lane(0)[i - 1]!.to);
  }
  expect(timeline!.updates).toEqual([{ worker: null, at: lane(0).at(-1)!.to, staleness: 0 }]);
});
