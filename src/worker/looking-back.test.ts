import { beforeEach, expect, it } from 'vitest';
import type { UpdateRecord } from '../engine/studies/study.ts';
import { type FakeTrainer, fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

let loop: SimulatedLoop;
let worker: InProcessWorker;
/** The iteration whose update no study can look at. */
let broken: number | null;
/** Milliseconds that a study takes. */
let patience: number;

const looked = () => worker.all('progress').flatMap(({ studies }) => studies);

beforeEach(async () => {
  loop = new SimulatedLoop();
  broken = null;
  patience = 0;
  const none = new Float32Array(1);
  const batch = { size: 1, observations: none, codes: none, advantages: none, returns: none, values: none };
  let made: FakeTrainer[] = [];
  const newest = async (): Promise<UpdateRecord> => {
    const iteration = (await made[0]!.theta())[0]!;
    return { iteration, batch, thetaOld: none, thetaNew: none, phi: null, normalizer: null, config: {} };
  };
  const compare = () => Promise.reject(new Error('not asked'));
  const conduct = async ({ iteration }: UpdateRecord) => {
    if (patience > 0) await new Promise<void>((resolve) => loop.after(patience, resolve));
    if (iteration === broken) throw new Error('no memory left');
    return { policyMap: null };
  };
  const trainers = fakeTrainers({ loop, studies: { newest, conduct, compare } });
  made = trainers.made;
  worker = new InProcessWorker(loop, trainers.create);
  worker.onmessage = ({ data }) => data.type === 'progress' && worker.postMessage({ type: 'taken', id: data.id });
  worker.postMessage({ type: 'start', run: 1, spec: SPEC, checkpoint: null });
  worker.postMessage({ type: 'want', diagnostics: [], stage: null, studies: [{ id: 'policyMap' }] });
  worker.postMessage({ type: 'play' });
  await loop.until(() => worker.all('progress').some(({ iterations }) => iterations.some((one) => one.iteration > 8)));
  worker.postMessage({ type: 'pause' });
  await loop.until(() => worker.state === 'paused');
});

it('answers each of two looks in quick succession, however still the run stands', async () => {
  worker.postMessage({ type: 'look-back', iteration: 4 });
  worker.postMessage({ type: 'look-back', iteration: 3 });
  await loop.pass(300);
  const iterations = looked().map(({ iteration }) => iteration);
  expect(iterations.slice(-2)).toEqual([4, 3]);
});

it('studies what is in sight once a hand that went over the timeline rests, not all that it went over', async () => {
  patience = 40;
  const before = looked().length;
  for (const iteration of [1, 2, 3, 4, 5, 6]) worker.postMessage({ type: 'look-back', iteration });
  await loop.pass(100);
  const iterations = looked().map(({ iteration }) => iteration);
  expect(iterations.slice(before)).toEqual([1, 6]);
});

it('says nothing of an update whose study breaks, and goes on with the next and with the run', async () => {
  broken = 4;
  worker.postMessage({ type: 'look-back', iteration: 4 });
  worker.postMessage({ type: 'look-back', iteration: 3 });
  await loop.pass(300);
  expect(looked().slice(-2)).toEqual([
    { iteration: 4, studies: {} },
    { iteration: 3, studies: { policyMap: null } },
  ]);
  worker.postMessage({ type: 'look-back', iteration: null });
  worker.postMessage({ type: 'play' });
  await loop.until(() => looked().at(-1)!.iteration > 20);
  expect(worker.all('failed')).toEqual([]);
});
