import { beforeEach, expect, test } from 'vitest';
import type { ConfigValue } from '../engine/run-spec.ts';
import { type FakeOptions, fakeTrainers, SPEC } from '../worker/testing/fake-trainer.ts';
import { InProcessWorker } from '../worker/testing/in-process-worker.ts';
import { SimulatedLoop } from '../worker/testing/simulated-loop.ts';
import { type Course, createLockstep, type Lockstep } from './lockstep.ts';

let loop: SimulatedLoop;
let workers: InProcessWorker[];
let lockstep: Lockstep;

function open(options: Omit<FakeOptions, 'loop'> = {}, pace = 0): void {
  loop = new SimulatedLoop();
  workers = [];
  const { create } = fakeTrainers({ loop, ...options });
  lockstep = createLockstep({
    timing: loop,
    pace,
    createWorker: () => {
      const worker = new InProcessWorker(loop, create);
      workers.push(worker);
      return worker;
    },
  });
}

const now = () => lockstep.state.getState();
const fingerprints = () => now().runs.map(({ records }) => records.map(({ fingerprint }) => fingerprint));
const course = (configAt: (iteration: number) => Record<string, ConfigValue>, iterations = 12): Course => ({
  specs: [1, 2].map((seed) => ({ ...SPEC, seed })),
  iterations,
  configAt,
});
const raisedAt = (from: number, until: number) => (iteration: number) => ({
  learningRate: iteration >= from && iteration < until ? 50 : 1,
});

beforeEach(() => open());

test('all runs take every iteration with the hyperparameters of just that iteration', async () => {
  lockstep.begin(course(raisedAt(4, 7)));
  await loop.until(() => now().status === 'finished');
  expect(now().iteration).toBe(12);
  for (const { records } of now().runs) {
    expect(records.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(records.flatMap(({ iteration, changes }) => changes.map(({ to }) => [iteration, to]))).toEqual([
      [4, 50],
      [7, 1],
    ]);
  }
  expect(now().specs.map(({ seed }) => seed)).toEqual([1, 2]);
});

test('the same course gives the same numbers, whatever was paused on the way', async () => {
  lockstep.begin(course(raisedAt(4, 7)));
  await loop.until(() => now().status === 'finished');
  const straight = fingerprints();

  lockstep.begin(course(raisedAt(4, 7)));
  await loop.until(() => now().iteration === 5);
  lockstep.pause();
  await loop.pass(500);
  expect(now()).toMatchObject({ status: 'paused' });
  expect(now().iteration).toBeLessThanOrEqual(6);
  lockstep.resume();
  await loop.until(() => now().status === 'finished');
  expect(fingerprints()).toEqual(straight);
});

test('a worker that dies is replaced, and its run repeats itself', async () => {
  lockstep.begin(course(raisedAt(4, 7)));
  await loop.until(() => now().status === 'finished');
  const straight = fingerprints();

  open();
  lockstep.begin(course(raisedAt(4, 7)));
  await loop.until(() => now().iteration === 5);
  workers[0]!.crash('struck by lightning');
  await loop.until(() => now().status === 'finished');
  expect(fingerprints()).toEqual(straight);
  expect(workers).toHaveLength(3);
});

test('keeps its pace', async () => {
  open({}, 1000);
  lockstep.begin(course(() => ({}), 5));
  await loop.until(() => now().status === 'finished');
  expect(loop.now()).toBeGreaterThanOrEqual(5000);
});

test('a run that diverged holds nobody up, and says why', async () => {
  open({ divergesAt: 4 });
  lockstep.begin(course(() => ({}), 8));
  await loop.until(() => now().status === 'finished');
  expect(now().runs.map(({ diverged }) => diverged)).toEqual(['θ became NaN.', 'θ became NaN.']);
  expect(now().runs.map(({ records }) => records.length)).toEqual([3, 3]);
});

test('gives up with the reason when a worker cannot be kept alive', async () => {
  open({ failsAt: (iteration) => iteration === 3 });
  lockstep.begin(course(() => ({})));
  await loop.until(() => now().status === 'failed');
  expect(now().message).toContain('the fake broke');
});

test('once stopped nothing goes on, and what was shown stays', async () => {
  lockstep.begin(course(() => ({}), 1000));
  await loop.until(() => now().iteration === 3);
  const seen = fingerprints();
  lockstep.stop();
  expect(now().status).toBe('finished');
  await loop.pass(5000);
  expect(fingerprints()).toEqual(seen);
  lockstep.clear();
  expect(now()).toMatchObject({ status: 'idle', runs: [] });
});
