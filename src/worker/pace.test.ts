import { expect, it } from 'vitest';
import { fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

const PACE = 1000;

/** A worker that plays a run at a pace, and the simulated milliseconds at which its iterations became known. */
async function play(pace: number, iterations: number) {
  const loop = new SimulatedLoop();
  const { create } = fakeTrainers({ loop });
  const worker = new InProcessWorker(loop, create);
  worker.postMessage({ type: 'start', run: 1, spec: SPEC, checkpoint: null });
  if (pace) worker.postMessage({ type: 'pace', milliseconds: pace });
  worker.postMessage({ type: 'play' });
  let taken = 0;
  const take = () => {
    for (; taken < worker.all('progress').length; taken++)
      worker.postMessage({ type: 'taken', id: worker.all('progress')[taken]!.id });
  };
  const records = () => worker.all('progress').flatMap((batch) => batch.iterations);
  await loop.until(() => {
    take();
    return records().length >= iterations;
  });
  return { loop, worker, records, take };
}

it('makes every iteration last, and passes each line in sight', async () => {
  const { loop, worker } = await play(PACE, 4);
  expect(loop.now()).toBeGreaterThan(3 * PACE);
  expect(loop.now()).toBeLessThan(6 * PACE);
  const seen = new Set(worker.all('progress').map(({ line }) => line?.line));
  expect([1, 2, 3, 4].every((line) => seen.has(line))).toBe(true);
});

it('changes nothing of the run: same fingerprints, and waiting is no training time', async () => {
  const slow = await play(PACE, 3);
  const fast = await play(0, 3);
  const facts = (run: typeof slow) =>
    run
      .records()
      .slice(0, 3)
      .map(({ fingerprint }) => fingerprint);
  expect(facts(slow)).toEqual(facts(fast));
  expect(slow.records()[2]!.seconds).toBeLessThan(0.2);
});

it('lets a pause and a change to full speed through at once', async () => {
  const { loop, worker, records, take } = await play(60_000, 1);
  worker.postMessage({ type: 'pause' });
  const asked = loop.now();
  await loop.until(() => worker.state === 'paused');
  expect(loop.now() - asked).toBeLessThan(100);

  worker.postMessage({ type: 'play' });
  worker.postMessage({ type: 'pace', milliseconds: 0 });
  const resumed = loop.now();
  await loop.until(() => {
    take();
    return records().length >= 10;
  });
  expect(loop.now() - resumed).toBeLessThan(5000);
});
