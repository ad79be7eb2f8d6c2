import { expect, it } from 'vitest';
import type { UpdateRecord } from '../engine/studies/study.ts';
import { type FakeTrainer, fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

it('answers each of two looks in quick succession, however still the run stands', async () => {
  const loop = new SimulatedLoop();
  const none = new Float32Array(1);
  const batch = { size: 1, observations: none, codes: none, advantages: none, returns: none, values: none };
  let made: FakeTrainer[] = [];
  const newest = async (): Promise<UpdateRecord> => {
    const iteration = (await made[0]!.theta())[0]!;
    return { iteration, batch, thetaOld: none, thetaNew: none, phi: null, normalizer: null, config: {} };
  };
  const compare = () => Promise.reject(new Error('not asked'));
  const trainers = fakeTrainers({ loop, studies: { newest, conduct: async () => ({}), compare } });
  made = trainers.made;
  const worker = new InProcessWorker(loop, trainers.create);
  worker.onmessage = ({ data }) => data.type === 'progress' && worker.postMessage({ type: 'taken', id: data.id });
  worker.postMessage({ type: 'start', run: 1, spec: SPEC, checkpoint: null });
  worker.postMessage({ type: 'want', diagnostics: [], stage: null, studies: [{ id: 'interpolation' }] });
  worker.postMessage({ type: 'play' });
  await loop.until(() => worker.all('progress').some(({ iterations }) => iterations.some((one) => one.iteration > 8)));
  worker.postMessage({ type: 'pause' });
  await loop.until(() => worker.state === 'paused');
  worker.postMessage({ type: 'look-back', iteration: 4 });
  worker.postMessage({ type: 'look-back', iteration: 3 });
  await loop.pass(300);
  const looked = worker.all('progress').flatMap(({ studies }) => studies.map(({ iteration }) => iteration));
  expect(looked.slice(-2)).toEqual([4, 3]);
});
