import { beforeEach, describe, expect, it } from 'vitest';
import type { IterationRecord } from '../engine/run-events.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { TrainingPool } from './pool.ts';
import { type FakeOptions, fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

const spec = (seed: number, totalSteps = 300): RunSpec => ({ ...SPEC, seed, config: { ...SPEC.config, totalSteps } });

let loop: SimulatedLoop;
let workers: InProcessWorker[];
let pool: TrainingPool;

function open(size: number, options: Omit<FakeOptions, 'loop'> = {}): void {
  loop = new SimulatedLoop();
  workers = [];
  const { create } = fakeTrainers({ loop, ...options });
  pool = new TrainingPool({
    size,
    timing: loop,
    createWorker: () => {
      const worker = new InProcessWorker(loop, create);
      workers.push(worker);
      return worker;
    },
  });
}

/** Runs the loop until all runs of these seeds have ended. @returns their fingerprints */
async function trainAll(seeds: readonly number[]): Promise<(string | null)[]> {
  let ended = 0;
  const runs = seeds.map((seed) => pool.run(spec(seed)));
  for (const run of runs) void run.ended.finally(() => ended++);
  await loop.until(() => ended === seeds.length);
  return Promise.all(runs.map(async ({ ended: end }) => (await end).fingerprint));
}

beforeEach(() => open(2));

describe('a training pool', () => {
  it('gives each run the same numbers alone, beside others and after others', async () => {
    const together = await trainAll([1, 2, 3, 4, 5]);
    expect(new Set(together).size).toBe(5);
    open(1);
    expect(await trainAll([5, 4, 3, 2, 1])).toEqual(together.toReversed());
  });

  it('never has more workers than its size', async () => {
    await trainAll([1, 2, 3, 4, 5, 6]);
    expect(workers).toHaveLength(2);
  });

  it('tells every iteration once and in order, even when a worker dies', async () => {
    const records: IterationRecord[] = [];
    let ended = false;
    const run = pool.run(spec(1, 3000), { onIterations: (news) => records.push(...news) });
    void run.ended.then(() => {
      ended = true;
    });
    await loop.until(() => records.length > 20);
    workers[0]!.crash('struck by lightning');
    await loop.until(() => ended);
    expect(records.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    expect((await run.ended).fingerprint).toBe(records.at(-1)!.fingerprint);
  });

  it('ends a diverged run as such and goes on with the next', async () => {
    open(1, { divergesAt: 7 });
    let ended = 0;
    const runs = [pool.run(spec(1)), pool.run(spec(2))];
    for (const run of runs) void run.ended.then(() => ended++);
    await loop.until(() => ended === 2);
    expect(await runs[0]!.ended).toMatchObject({ how: 'diverged', diverged: { iteration: 7 } });
  });

  it('gives up a cancelled run’s place, whether it waits or trains', async () => {
    open(1);
    let third = false;
    const runs = [pool.run(spec(1, 1_000_000)), pool.run(spec(2)), pool.run(spec(3))];
    void runs[2]!.ended.then(() => {
      third = true;
    });
    runs[1]!.cancel();
    runs[0]!.cancel();
    await loop.until(() => third);
    expect((await runs[0]!.ended).how).toBe('cancelled');
    expect((await runs[1]!.ended).how).toBe('cancelled');
    expect((await runs[2]!.ended).how).toBe('finished');
  });

  it('rejects with the reason when a worker cannot be kept alive', async () => {
    open(1, { failsAt: (iteration) => iteration === 5 });
    let reason = '';
    pool.run(spec(1)).ended.catch((error: Error) => {
      reason = error.message;
    });
    await loop.until(() => reason !== '');
    expect(reason).toContain('the fake broke');
  });

  it('refuses to be empty', () => {
    expect(() => open(0)).toThrow(RangeError);
  });
});
