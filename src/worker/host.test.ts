import { beforeEach, describe, expect, it } from 'vitest';
import { keepsSnapshot } from './snapshots.ts';
import { type FakeOptions, type FakeTrainer, fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

let loop: SimulatedLoop;
let worker: InProcessWorker;
let made: FakeTrainer[];

/** A worker that is ready, and takes every batch at once unless told otherwise. */
async function ready(options: Omit<FakeOptions, 'loop'> = {}, { takes = true, spec = SPEC } = {}): Promise<void> {
  loop = new SimulatedLoop();
  const trainers = fakeTrainers({ loop, ...options });
  made = trainers.made;
  worker = new InProcessWorker(loop, trainers.create);
  if (takes) worker.onmessage = ({ data }) => data.type === 'progress' && take(data.id);
  worker.postMessage({ type: 'start', run: 1, spec, checkpoint: null });
  await loop.until(() => worker.state === 'idle');
}

const take = (id: number) => worker.postMessage({ type: 'taken', id });
const batches = () => worker.all('progress');
const iterations = () => batches().flatMap((batch) => batch.iterations);
const lastLine = () => batches().findLast(({ line }) => line)?.line;

describe('play and pause', () => {
  beforeEach(() => ready());

  it('answers ready, shows θ of the beginning, and pulls nothing before play', async () => {
    expect(worker.all('ready')).toMatchObject([{ run: 1, backend: 'cpu', parameters: 2 }]);
    expect(batches()[0]!.snapshots.map(({ iteration }) => iteration)).toEqual([0]);
    await loop.pass(1000);
    expect(made[0]!.pulls).toBe(0);
  });

  it('plays, and a pause takes effect within 100 ms and stops all pulling', async () => {
    worker.postMessage({ type: 'play' });
    await loop.until(() => iterations().length > 20);
    const asked = loop.now();
    worker.postMessage({ type: 'pause' });
    await loop.until(() => worker.state === 'paused');
    expect(loop.now() - asked).toBeLessThanOrEqual(100);
    const { pulls } = made[0]!;
    await loop.pass(1000);
    expect(made[0]!.pulls).toBe(pulls);
  });

  it('is idle, not paused, when a pause comes before anything was played', async () => {
    worker.postMessage({ type: 'pause' });
    await loop.pass(100);
    expect(worker.all('state')).toEqual([{ type: 'state', state: 'idle' }]);
  });

  it('sends at most about 15 batches a second', async () => {
    worker.postMessage({ type: 'play' });
    await loop.pass(2000);
    expect(batches().length).toBeGreaterThan(20);
    expect(batches().length).toBeLessThanOrEqual(32);
  });

  it('measures steps a second of running time alone', async () => {
    worker.postMessage({ type: 'play' });
    await loop.pass(500);
    worker.postMessage({ type: 'pause' });
    await loop.pass(5000);
    worker.postMessage({ type: 'play' });
    await loop.pass(500);
    // 13 pulls of 1 ms make an iteration of 10 steps.
    expect(batches().at(-1)!.stepsPerSecond).toBeCloseTo(10_000 / 13, -1);
    expect(iterations().at(-1)!.seconds).toBeLessThan(1.1);
  });
});

it('pauses inside a long pull, and goes on in it', async () => {
  await ready({ lineTime: 3000 });
  worker.postMessage({ type: 'play' });
  await loop.pass(1000);
  const asked = loop.now();
  worker.postMessage({ type: 'pause' });
  await loop.until(() => worker.state === 'paused');
  expect(loop.now() - asked).toBeLessThanOrEqual(100);
  await loop.pass(60_000);
  expect(batches().some(({ line }) => line)).toBe(false);
  worker.postMessage({ type: 'step', to: 'line' });
  await loop.until(() => lastLine()?.line === 1 && worker.state === 'paused');
  expect(made[0]!.pulls).toBe(1);
});

describe('stepping', () => {
  beforeEach(() => ready());
  const step = async (to: 'line' | 'iteration') => {
    const before = worker.all('state').length;
    worker.postMessage({ type: 'step', to });
    await loop.until(() => worker.all('state').length === before + 2 && worker.state === 'paused');
  };

  it('goes from line to line, with the values of all lines of the iteration so far', async () => {
    const seen: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      await step('line');
      seen.push([lastLine()!.line, lastLine()!.values[lastLine()!.line]![0]!.value]);
    }
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [2, 4],
    ]);
    expect(Object.keys(lastLine()!.values)).toEqual(['1', '2', '3']);
    expect(lastLine()!.iteration).toBe(1);
  });

  it('passes over the end of an iteration to the next line', async () => {
    for (let i = 0; i < 13; i++) await step('line');
    expect(iterations()).toHaveLength(1);
    expect(lastLine()).toMatchObject({ line: 1, iteration: 2 });
  });

  it('goes to the end of an iteration, where it can be checkpointed', async () => {
    await step('iteration');
    expect(iterations().map(({ iteration }) => iteration)).toEqual([1]);
    expect(batches().at(-1)!.checkpoint?.iteration).toBe(1);
    expect(Object.keys(lastLine()!.values)).toEqual(['1', '2', '3', '4']);
  });
});

describe('a page that takes nothing', () => {
  beforeEach(() => ready({}, { takes: false }));

  it('has one batch waiting; all else is merged into the next', async () => {
    worker.postMessage({ type: 'play' });
    await loop.pass(2000);
    expect(batches()).toHaveLength(1);
    take(1);
    await loop.pass(100);
    expect(batches()).toHaveLength(2);
    const numbers = iterations().map(({ iteration }) => iteration);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(numbers.length).toBeGreaterThan(140);
  });

  it('makes training wait once 2,000 iterations do, without losing any', async () => {
    worker.postMessage({ type: 'play' });
    await loop.pass(40_000);
    const { pulls } = made[0]!;
    await loop.pass(10_000);
    expect(made[0]!.pulls).toBe(pulls);
    take(1);
    await loop.pass(100);
    take(2);
    await loop.pass(100);
    expect(made[0]!.pulls).toBeGreaterThan(pulls);
    expect(iterations().length).toBeGreaterThan(2000);
  });
});

describe('what is looked at', () => {
  it('shows all lines of a sampled iteration a few times a second, and the later minibatches', async () => {
    await ready();
    worker.postMessage({ type: 'want', diagnostics: ['ratios'], stage: null, studies: [] });
    worker.postMessage({ type: 'play' });
    await loop.pass(2000);
    const views = batches().flatMap(({ line }) => line ?? []);
    const whole = views.filter(({ line }) => line === 4);
    expect(whole.length).toBeGreaterThanOrEqual(6);
    expect(whole.length).toBeLessThanOrEqual(14);
    for (const { values, diagnostics } of whole) {
      expect(Object.keys(values)).toEqual(['1', '2', '3', '4']);
      // The last of five minibatches.
      expect(diagnostics?.ratios?.ratio[0]).toBe(11);
    }
    // One look at each line in a sampled iteration, and in those that can be looked back at; none in the others.
    const kept = iterations().filter(({ iteration }) => keepsSnapshot(iteration, iteration)).length;
    expect(made[0]!.inspections).toBeLessThanOrEqual(4 * (14 + kept));
    expect(batches().flatMap(({ lines }) => lines)).toHaveLength(kept);
  });

  it('follows an iteration that lasts from line to line', async () => {
    await ready({ lineTime: 200 });
    worker.postMessage({ type: 'play' });
    await loop.until(() => iterations().length === 1);
    expect(batches().flatMap(({ line }) => line?.line ?? [])).toEqual([1, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 4]);
  });

  it('passes diagnostics on only if somebody wants them', async () => {
    await ready();
    worker.postMessage({ type: 'play' });
    await loop.pass(1000);
    expect(batches().some(({ line }) => line?.diagnostics)).toBe(false);
  });
});

describe('stored state', () => {
  it('takes a checkpoint a second of training, and one at the end', async () => {
    await ready({}, { spec: { ...SPEC, config: { ...SPEC.config, totalSteps: 2500 } } });
    worker.postMessage({ type: 'play' });
    await loop.until(() => worker.state === 'finished');
    const checkpoints = batches().flatMap(({ checkpoint }) => checkpoint ?? []);
    expect(checkpoints.map(({ iteration }) => iteration)).toEqual([77, 154, 231, 250]);
    expect(checkpoints[0]!.parts.fake!.theta).toEqual(Float32Array.of(77, Number(checkpoints[0]!.parts.fake!.hash)));
  });

  it('goes on after the end once totalSteps is raised', async () => {
    await ready({}, { spec: { ...SPEC, config: { ...SPEC.config, totalSteps: 100 } } });
    worker.postMessage({ type: 'play' });
    await loop.until(() => worker.state === 'finished');
    worker.postMessage({ type: 'change', config: { totalSteps: 200 } });
    worker.postMessage({ type: 'play' });
    await loop.until(() => iterations().length === 20 && worker.state === 'finished');
  });

  it('keeps snapshots of all early iterations and ever fewer later ones', async () => {
    await ready();
    worker.postMessage({ type: 'play' });
    await loop.until(() => iterations().length > 900);
    const kept = batches().flatMap(({ snapshots }) => snapshots.map(({ iteration }) => iteration));
    expect(kept.slice(0, 51)).toEqual(Array.from({ length: 51 }, (_, i) => i));
    expect(kept.length).toBeLessThan(420);
    expect(kept.at(-1)! % 8).toBe(0);
  });
});

describe('edits', () => {
  it('take effect with the next iteration, or with the one that they wait for', async () => {
    await ready();
    worker.postMessage({ type: 'change', config: { learningRate: 3 }, from: 5 });
    worker.postMessage({ type: 'play' });
    await loop.until(() => iterations().length > 10);
    worker.postMessage({ type: 'change', config: { learningRate: 4 } });
    await loop.until(() => iterations().length > 30);
    const edited = iterations().filter(({ changes }) => changes.length > 0);
    expect(edited[0]).toMatchObject({ iteration: 5, changes: [{ key: 'learningRate', to: 3 }] });
    expect(edited[1]).toMatchObject({ changes: [{ key: 'learningRate', to: 4 }] });
    expect(edited).toHaveLength(2);
  });
});

describe('ends', () => {
  it('stops at what diverged, and stays there', async () => {
    await ready({ divergesAt: 5 });
    worker.postMessage({ type: 'play' });
    await loop.until(() => worker.state === 'diverged');
    expect(batches().at(-1)!.diverged).toMatchObject({ what: 'θ', iteration: 5 });
    const { pulls } = made[0]!;
    worker.postMessage({ type: 'play' });
    await loop.pass(100);
    expect(made[0]!.pulls).toBe(pulls);
  });

  it('reports an exception and stops', async () => {
    await ready({ failsAt: (iteration) => iteration === 3 });
    worker.postMessage({ type: 'play' });
    await loop.until(() => worker.all('failed').length > 0);
    expect(worker.all('failed')).toEqual([{ type: 'failed', run: 1, message: 'the fake broke', recoverable: true }]);
    expect(made[0]!.disposed).toBe(true);
  });

  it('begins another run in the middle of a pull, and nothing of the old one comes after its ready', async () => {
    await ready({ lineTime: 10_000 });
    worker.postMessage({ type: 'play' });
    await loop.pass(1000);
    worker.postMessage({ type: 'start', run: 2, spec: { ...SPEC, seed: 8 }, checkpoint: null });
    await loop.until(() => worker.all('ready').length === 2);
    expect(made[0]!.disposed).toBe(true);
    await loop.pass(1000);
    expect(worker.state).toBe('idle');
    expect(worker.all('failed')).toEqual([]);
  });
});
