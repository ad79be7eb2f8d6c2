import { beforeEach, expect, test } from 'vitest';
import type { RunSpec } from '../engine/run-spec.ts';
import { type FakeOptions, fakeTrainers, SPEC } from '../worker/testing/fake-trainer.ts';
import { InProcessWorker } from '../worker/testing/in-process-worker.ts';
import { SimulatedLoop } from '../worker/testing/simulated-loop.ts';
import { createSweep, type Sweep, sweepKey } from './sweep.ts';

let loop: SimulatedLoop;
let workers: InProcessWorker[];
let trained: number;
let sweep: Sweep;

function open(options: Omit<FakeOptions, 'loop'> = {}): void {
  loop = new SimulatedLoop();
  workers = [];
  trained = 0;
  const { create } = fakeTrainers({ loop, ...options });
  sweep = createSweep({
    size: 2,
    timing: loop,
    createWorker: () => {
      const worker = new InProcessWorker(loop, (...given) => {
        trained++;
        return create(...given);
      });
      workers.push(worker);
      return worker;
    },
  });
}

const specs = (seeds: readonly number[], totalSteps = 300): readonly RunSpec[] =>
  seeds.map((seed) => ({ ...SPEC, seed, config: { ...SPEC.config, totalSteps } }));
const now = () => sweep.state.getState();
const resultOf = (spec: RunSpec | undefined) => now().results.get(sweepKey(spec!));

beforeEach(() => open());

test('every run ends up under its own key, as it would alone', async () => {
  const all = specs([1, 2, 3, 4, 5]);
  sweep.run(all);
  await loop.until(() => now().status === 'idle');
  expect(now()).toMatchObject({ done: 5, asked: 5, message: null });
  const together = all.map(resultOf);
  expect(new Set(together.map((result) => result!.fingerprint)).size).toBe(5);
  expect(together.every((result) => result!.finalReturn !== null && !result!.diverged)).toBe(true);
  expect(workers).toHaveLength(2);

  open();
  sweep.run(specs([3]));
  await loop.until(() => now().status === 'idle');
  expect(resultOf(all[2])).toEqual(together[2]);
});

test('stopped and resumed, it keeps what it has and trains only the rest', async () => {
  const all = specs([1, 2, 3, 4, 5, 6]);
  sweep.run(all);
  await loop.until(() => now().done >= 3);
  sweep.stop();
  const kept = now().results;
  expect(now().status).toBe('idle');
  await loop.pass(2000);
  expect(now().results).toBe(kept);

  const before = trained;
  sweep.run(all);
  expect(now().done).toBe(kept.size);
  await loop.until(() => now().done === 6);
  expect(trained - before).toBe(6 - kept.size);
  sweep.run(all);
  expect(now()).toMatchObject({ status: 'idle', done: 6, asked: 6 });
});

test('other runs push those in hand aside', async () => {
  sweep.run(specs([1, 2], 1_000_000));
  await loop.pass(100);
  sweep.run(specs([3]));
  await loop.until(() => now().status === 'idle');
  expect([...now().results.keys()]).toEqual(specs([3]).map(sweepKey));
});

test('a run that diverged is a result', async () => {
  open({ divergesAt: 4 });
  sweep.run(specs([1]));
  await loop.until(() => now().status === 'idle');
  expect(resultOf(specs([1])[0])).toMatchObject({ diverged: true });
});

test('where a worker cannot be kept alive it says why, and keeps what it has found', async () => {
  open({ failsAt: (iteration) => iteration === 20 });
  const [short, long] = [specs([1], 100), specs([2])];
  sweep.run([...short, ...long]);
  await loop.until(() => now().status === 'failed');
  expect(now().message).toContain('the fake broke');
  expect(resultOf(short[0])).toBeDefined();
});
