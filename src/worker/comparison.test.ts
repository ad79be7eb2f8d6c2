import { beforeEach, expect, it } from 'vitest';
import type { SameBatch, UpdateChoice } from '../engine/studies/same-batch.ts';
import type { UpdateRecord } from '../engine/studies/study.ts';
import type { Trainer } from '../engine/trainer.ts';
import { keepsSnapshot } from './snapshots.ts';
import { fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

/** Milliseconds that one update takes to try, in pieces of 5. */
const EACH = 400;
const CHOICES: readonly UpdateChoice[] = [
  { algo: 'trpo', config: {} },
  { algo: 'ppo-clip', config: {} },
];

let loop: SimulatedLoop;
let worker: InProcessWorker;
/** Breaks while it tries the second update. */
let breaks: boolean;
/** Nothing can be read of the newest update. */
let isLost: boolean;

const compare: Trainer['studies']['compare'] = async ({ iteration }, choices, breathe, report) => {
  let found: SameBatch = { iteration, rows: 1, asked: choices.map(({ algo }) => algo), before: null, outcomes: [] };
  report(found);
  for (const { algo } of choices) {
    for (let spent = 0; spent < EACH; spent += 5) {
      loop.spend(5);
      await breathe();
    }
    if (breaks && found.outcomes.length === 1) throw new Error('the kernel is full');
    found = { ...found, outcomes: [...found.outcomes, { algo, step: null, returns: null, refused: 'a fake' }] };
    report(found);
  }
  return found;
};

beforeEach(async () => {
  loop = new SimulatedLoop();
  breaks = isLost = false;
  const newest = async () => {
    if (isLost) throw new Error('the device is lost');
    const iteration = (await trainers.made[0]!.theta())[0]!;
    const none = new Float32Array(1);
    const batch = { size: 1, observations: none, codes: none, advantages: none, returns: none, values: none };
    const record = { iteration, batch, thetaOld: none, thetaNew: none, phi: null, normalizer: null };
    return { ...record, config: {} } satisfies UpdateRecord;
  };
  const trainers = fakeTrainers({ loop, studies: { newest, conduct: async () => ({}), compare } });
  worker = new InProcessWorker(loop, trainers.create);
  worker.onmessage = ({ data }) => data.type === 'progress' && worker.postMessage({ type: 'taken', id: data.id });
  worker.postMessage({ type: 'start', run: 1, spec: SPEC, checkpoint: null });
  await loop.until(() => worker.state === 'idle');
});

const ask = (iteration: number | null = null) => worker.postMessage({ type: 'compare', iteration, choices: CHOICES });
const views = () => worker.all('comparison').map(({ view }) => view);
const states = () => views().map(({ state, comparison }) => [state, comparison?.outcomes.length ?? null]);
const iterations = () => worker.all('progress').flatMap((batch) => batch.iterations);
const step = async () => {
  const before = iterations().length;
  worker.postMessage({ type: 'step', to: 'iteration' });
  await loop.until(() => iterations().length > before && worker.state === 'paused');
};

it('tells of each update as it has been tried, while the run stands still', async () => {
  await step();
  ask();
  await loop.until(() => views().at(-1)?.state === 'done');
  expect(states()).toEqual([
    ['running', 0],
    ['running', 1],
    ['done', 2],
  ]);
  expect(views().at(-1)!.iteration).toBe(1);
  expect(iterations()).toHaveLength(1);
});

it('brings a running iteration to its end first', async () => {
  worker.postMessage({ type: 'play' });
  await loop.until(() => iterations().length > 3);
  ask();
  await loop.until(() => views().at(-1)?.state === 'done');
  expect(worker.state).toBe('paused');
  expect(views().at(-1)!.iteration).toBe(iterations().at(-1)!.iteration);
});

it('ends when the run goes on, and says nothing more', async () => {
  await step();
  ask();
  await loop.until(() => views().at(-1)?.comparison?.outcomes.length === 1);
  worker.postMessage({ type: 'play' });
  await loop.until(() => iterations().length > 60);
  expect(states().slice(1)).toEqual([
    ['running', 1],
    ['stopped', 1],
  ]);
});

it('ends when another one is asked for', async () => {
  await step();
  ask();
  await loop.until(() => views().length === 2);
  ask();
  await loop.until(() => views().at(-1)?.state === 'done');
  expect(states().map(([state]) => state)).toEqual(['running', 'running', 'stopped', 'running', 'running', 'done']);
});

it('says that nothing is kept of an iteration', async () => {
  await step();
  ask(77);
  await loop.until(() => views().length === 1);
  expect(views()[0]).toMatchObject({ iteration: 77, state: 'impossible' });
});

it('says what went wrong, with all that was found before', async () => {
  breaks = true;
  await step();
  ask();
  await loop.until(() => views().at(-1)?.state === 'stopped');
  expect(views().at(-1)).toMatchObject({ why: 'the kernel is full', comparison: { outcomes: [{ algo: 'trpo' }] } });
});

it('ends the run, for another worker to go on with, where nothing can be read of the newest update', async () => {
  worker.postMessage({ type: 'play' });
  await loop.until(() => iterations().length > 210);
  worker.postMessage({ type: 'pause' });
  await loop.until(() => worker.state === 'paused');
  // Others are read as they come.
  do await step();
  while (keepsSnapshot(iterations().at(-1)!.iteration, iterations().at(-1)!.iteration));
  isLost = true;
  ask();
  await loop.until(() => worker.all('failed').length > 0);
  expect(worker.all('failed')).toEqual([{ type: 'failed', run: 1, message: 'the device is lost', recoverable: true }]);
});

it('hears the page meanwhile', async () => {
  await step();
  ask();
  await loop.until(() => views().length === 1);
  const asked = loop.now();
  worker.postMessage({ type: 'ping', id: 9 });
  await loop.until(() => worker.all('pong').some(({ id }) => id === 9));
  expect(loop.now() - asked).toBeLessThan(50);
});
