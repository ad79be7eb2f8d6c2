import { beforeEach, describe, expect, it } from 'vitest';
import type { IterationRecord } from '../engine/run-events.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { TrainingClient } from './client.ts';
import type { RunState } from './messages.ts';
import { type FakeOptions, fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

const BOUNDED: RunSpec = { ...SPEC, config: { ...SPEC.config, totalSteps: 3000 } };

/** A page that keeps what a run shows as the metric log does: a restart takes back what comes again. */
class Page {
  readonly loop = new SimulatedLoop();
  readonly workers: InProcessWorker[] = [];
  readonly restarts: { iteration: number; reason: string | null }[] = [];
  readonly stops: string[] = [];
  records: IterationRecord[] = [];
  state: RunState = 'loading';
  visible = true;
  readonly client: TrainingClient;

  constructor(options: Omit<FakeOptions, 'loop'> = {}) {
    const { create } = fakeTrainers({ loop: this.loop, ...options });
    this.client = new TrainingClient({
      timing: this.loop,
      isVisible: () => this.visible,
      createWorker: () => {
        const worker = new InProcessWorker(this.loop, create);
        this.workers.push(worker);
        return worker;
      },
      events: {
        onReady: () => {},
        onStage: () => {},
        onState: (state) => {
          this.state = state;
        },
        onProgress: (batch) => this.records.push(...batch.iterations),
        onRestarted: (iteration, reason) => {
          this.restarts.push({ iteration, reason });
          this.records = this.records.filter((record) => record.iteration <= iteration);
        },
        onStopped: (reason) => this.stops.push(reason),
      },
    });
  }

  get worker(): InProcessWorker {
    return this.workers.at(-1)!;
  }

  get fingerprints(): string[] {
    return this.records.map(({ fingerprint }) => fingerprint);
  }

  async play(spec = BOUNDED): Promise<void> {
    this.client.start(spec, null);
    this.client.play();
    await this.loop.until(() => this.records.length > 0);
  }
}

let uninterrupted: string[];
beforeEach(async () => {
  const page = new Page();
  await page.play();
  await page.loop.until(() => page.state === 'finished');
  uninterrupted = page.fingerprints;
  expect(uninterrupted).toHaveLength(300);
});

describe('a lost worker', () => {
  it('that crashes is replaced, and the run repeats itself from its checkpoint to the last bit', async () => {
    const page = new Page();
    await page.play();
    await page.loop.until(() => page.records.length > 120);
    page.worker.crash('out of memory');
    await page.loop.until(() => page.state === 'finished');
    expect(page.restarts).toEqual([{ iteration: 77, reason: 'The training worker failed (out of memory)' }]);
    expect(page.workers).toHaveLength(2);
    expect(page.fingerprints).toEqual(uninterrupted);
  });

  it('begins again where there is no checkpoint yet', async () => {
    const page = new Page();
    await page.play();
    page.worker.crash('early');
    await page.loop.until(() => page.state === 'finished');
    expect(page.restarts[0]!.iteration).toBe(0);
    expect(page.fingerprints).toEqual(uninterrupted);
  });

  it('that dies without a word is missed after 8 s', async () => {
    const page = new Page();
    await page.play({ ...SPEC });
    page.worker.terminate();
    const died = page.loop.now();
    await page.loop.until(() => page.restarts.length > 0);
    expect(page.loop.now() - died).toBeGreaterThan(6000);
    expect(page.loop.now() - died).toBeLessThanOrEqual(10_000);
  });

  it('is not missed in a hidden tab until somebody looks', async () => {
    const page = new Page();
    await page.play();
    page.visible = false;
    page.worker.terminate();
    await page.loop.pass(60_000);
    expect(page.restarts).toEqual([]);
    page.visible = true;
    await page.loop.until(() => page.state === 'finished');
    expect(page.fingerprints).toEqual(uninterrupted);
  });

  it('stays paused if the run was', async () => {
    const page = new Page();
    await page.play();
    page.client.pause();
    await page.loop.until(() => page.state === 'paused');
    page.worker.crash('gone');
    await page.loop.until(() => page.workers.length === 2);
    await page.loop.pass(1000);
    expect(page.state).not.toBe('running');
  });

  it('takes no edit with it: each takes effect at the iteration where it did before', async () => {
    const edited = async (interrupt: (page: Page) => void) => {
      const page = new Page();
      await page.play();
      await page.loop.until(() => page.records.length > 90);
      page.client.change({ learningRate: 5 });
      await page.loop.until(() => page.records.length > 120);
      interrupt(page);
      await page.loop.until(() => page.state === 'finished');
      return page;
    };
    const whole = await edited(() => {});
    const broken = await edited((page) => page.worker.crash('gone'));
    expect(whole.fingerprints).not.toEqual(uninterrupted);
    expect(broken.restarts[0]!.iteration).toBe(77);
    expect(broken.fingerprints).toEqual(whole.fingerprints);
  });
});

describe('a run that always breaks', () => {
  it('is tried three times more, then stops and says so; play tries again', async () => {
    let broken = true;
    const page = new Page({ failsAt: (iteration) => broken && iteration === 100 });
    await page.play();
    await page.loop.until(() => page.stops.length > 0);
    // Iterations that the first failure kept from being sent count as progress when they arrive: one try more.
    expect(page.restarts.length).toBeLessThanOrEqual(4);
    expect(new Set(page.restarts.map(({ iteration }) => iteration))).toEqual(new Set([77]));
    expect(page.stops).toEqual(['the fake broke']);
    broken = false;
    page.client.play();
    await page.loop.until(() => page.state === 'finished');
    expect(page.restarts.at(-1)).toEqual({ iteration: 77, reason: null });
    expect(page.fingerprints).toEqual(uninterrupted);
  });
});

it('can begin another run from within a batch of the one before', async () => {
  const page = new Page();
  const push = page.records.push.bind(page.records);
  let begunAnother = false;
  page.records.push = (...records) => {
    if (page.records.length > 50 && !begunAnother) {
      begunAnother = true;
      page.records = [];
      page.client.start(BOUNDED, null);
      page.client.play();
      return 0;
    }
    return push(...records);
  };
  page.client.start({ ...BOUNDED, seed: 8 }, null);
  page.client.play();
  await page.loop.until(() => page.state === 'finished');
  expect(page.fingerprints).toEqual(uninterrupted);
});

it('uses one worker for one run after the other, and hears nothing of the one before', async () => {
  const page = new Page();
  await page.play();
  page.client.start({ ...BOUNDED, seed: 8 }, null);
  page.records = [];
  await page.loop.until(() => page.state === 'idle');
  await page.loop.pass(500);
  expect(page.records).toEqual([]);
  page.client.start(BOUNDED, null);
  page.client.play();
  await page.loop.until(() => page.state === 'finished');
  expect(page.workers).toHaveLength(1);
  expect(page.fingerprints).toEqual(uninterrupted);
});

it('begins another run while word of the failure of the one before is on its way', async () => {
  const page = new Page({ failsAt: (iteration) => iteration === 100 });
  const SHORT = { ...SPEC, config: { ...SPEC.config, totalSteps: 900 } };
  await page.play();
  const { worker } = page;
  const hear = worker.onmessage!;
  let begun = false;
  worker.onmessage = (event) => {
    const isFailure = event.data.type === 'failed';
    if (isFailure && !begun) {
      begun = true;
      page.records = [];
      page.client.start(SHORT, null);
      page.client.play();
    }
    hear.call(worker as unknown as Worker, event);
  };
  await page.loop.until(() => page.state === 'finished');
  expect(begun).toBe(true);
  expect(page.records).toHaveLength(90);
  expect([page.restarts, page.stops, page.workers.length]).toEqual([[], [], 1]);
});

it('goes on from a checkpoint as if it had never stopped', async () => {
  const page = new Page();
  await page.play();
  await page.loop.until(() => page.client.lastCheckpoint !== null);
  const checkpoint = page.client.lastCheckpoint!;
  const later = new Page();
  later.client.start(BOUNDED, checkpoint);
  later.client.play();
  await later.loop.until(() => later.state === 'finished');
  expect(later.records[0]!.iteration).toBe(checkpoint.iteration + 1);
  expect(later.fingerprints).toEqual(uninterrupted.slice(checkpoint.iteration));
});
