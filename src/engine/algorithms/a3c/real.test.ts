import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../create-assistant.ts';
import { createTrainer } from '../../create-trainer.ts';
import type { GradientTask, GradientWorker, GradientWorkers, WorkerGradient } from '../../gradient-workers.ts';
import type { RunEvent } from '../../run-events.ts';
import type { RunSpec } from '../../run-spec.ts';
import { pull, QUIET_HOST, smallSpec } from '../../testing/drive.ts';
import type { Trainer } from '../../trainer.ts';
import type { Assistant } from '../algorithm.ts';

/** A worker in this very thread, which answers when its turn comes, dies when told to, and remembers what it was asked. */
class Hand implements GradientWorker {
  tasks = 0;
  ended = false;
  /** Added to the length of its gradients. */
  poison = 0;
  private death: Error | null = null;
  private die: (error: Error) => void = () => {};

  constructor(
    private readonly assistant: Assistant,
    /** Macrotasks that each of its tasks takes. */
    private readonly patience: number,
  ) {}

  compute(task: GradientTask): Promise<WorkerGradient> {
    this.tasks += 1;
    return new Promise((resolve, reject) => {
      this.die = reject;
      if (this.death) reject(this.death);
      void this.work(task).then((gradient) => {
        if (!this.ended) resolve(gradient);
      });
    });
  }

  kill(reason: string): void {
    this.ended = true;
    this.death = new Error(reason);
    this.die(this.death);
  }

  end(): void {
    this.ended = true;
  }

  private async work(task: GradientTask): Promise<WorkerGradient> {
    for (let turn = 0; turn < this.patience; turn++) await new Promise((resolve) => setImmediate(resolve));
    const gradient = await this.assistant.compute(task);
    const { readings } = gradient;
    return { ...gradient, readings: { ...readings, gradNorm: readings.gradNorm + this.poison } };
  }
}

class Crew implements GradientWorkers {
  readonly hands: Hand[] = [];

  constructor(
    private readonly patience: (number: number) => number = () => 1,
    private readonly refuses: (number: number) => boolean = () => false,
  ) {}

  async hire(spec: RunSpec, number: number): Promise<GradientWorker> {
    if (this.refuses(number)) throw new Error('no room');
    const hand = new Hand(await createAssistant(spec, number, () => 0), this.patience(number));
    this.hands[number] = hand;
    return hand;
  }
}

const spec = (overrides = {}) =>
  smallSpec('a3c', 'CartPole-v1', { mode: 'workers', nWorkers: 2, nUpdates: 4, ...overrides });

const train = (crew: GradientWorkers | null, overrides = {}): Promise<Trainer> =>
  createTrainer(spec(overrides), QUIET_HOST, null, crew);

const noticesIn = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'notice' ? [event.text] : []));

describe('a3c with real workers', () => {
  it('learns from gradients of stale copies, and says that the run will not come again', async () => {
    const crew = new Crew();
    const trainer = await train(crew);
    const before = await trainer.theta();
    const { records, events } = await pull(trainer, 5);
    expect(await trainer.theta()).not.toEqual(before);
    expect(records.at(-1)).toMatchObject({ updates: 20, steps: 20 * 32, metrics: { workers: 2 } });
    expect(records.at(-1)!.metrics.stalenessMax).toBeGreaterThan(0);
    expect(records.at(-1)!.fingerprint).toMatch(/^~[0-9a-f]{6}$/);
    expect(noticesIn(events)).toEqual([]);
    trainer.dispose();
  });

  it('lets a fast worker bring more gradients, whose copies the slow one leaves less stale than its own', async () => {
    const crew = new Crew((number) => (number === 0 ? 1 : 8));
    const trainer = await train(crew, { nUpdates: 1 });
    const { records } = await pull(trainer, 60);
    const [fast, slow] = crew.hands;
    expect(fast!.tasks).toBeGreaterThan(3 * slow!.tasks);
    expect(Math.max(...records.map(({ metrics }) => metrics.stalenessMax!))).toBeGreaterThan(3);
    trainer.dispose();
  });

  it('sends no copy out while nobody asks for a gradient, and keeps those that come in meanwhile', async () => {
    const crew = new Crew();
    const trainer = await train(crew, { nUpdates: 1 });
    await pull(trainer, 1);
    const asked = crew.hands.map(({ tasks }) => tasks);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(crew.hands.map(({ tasks }) => tasks)).toEqual(asked);
    const { records } = await pull(trainer, 1);
    expect(records[0]!.updates).toBe(2);
    // Only the worker whose gradient had been applied was given a new copy; the other one's had come in already.
    expect(crew.hands.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(asked[0]! + asked[1]! + 1);
    trainer.dispose();
  });

  it('reports a worker that dies and goes on with the rest', async () => {
    const crew = new Crew();
    const trainer = await train(crew);
    await pull(trainer, 1);
    crew.hands[1]!.kill('out of memory');
    const { records, events } = await pull(trainer, 3);
    expect(noticesIn(events)).toEqual(['Worker 2 stopped (out of memory); the run goes on with 1.']);
    expect(records.at(-1)!.metrics).toMatchObject({ workers: 1, stalenessMax: 0 });
    trainer.dispose();
  });

  it('simulates workers once none is left, and says so', async () => {
    const crew = new Crew();
    const trainer = await train(crew);
    await pull(trainer, 1);
    for (const hand of crew.hands) hand.kill('struck by lightning');
    const { records, events } = await pull(trainer, 3);
    expect(noticesIn(events).at(-1)).toMatch(/none is left, and from here on they are simulated\.$/);
    expect(records.at(-1)!.updates).toBe(16);
    expect(records.at(-1)!.fingerprint).toMatch(/^~/);
    trainer.dispose();
  });

  it('simulates them where there are none to be had, or none could be started', async () => {
    for (const crew of [null, new Crew(undefined, () => true)]) {
      const trainer = await train(crew);
      const { records, events } = await pull(trainer, 2);
      expect(noticesIn(events).at(-1)).toMatch(/simulated/);
      expect(records).toHaveLength(2);
      trainer.dispose();
    }
  });

  it('ends its workers with the run, and hires others to go on for longer', async () => {
    const crew = new Crew();
    const trainer = await train(crew, { totalSteps: 256 });
    const { events } = await pull(trainer, 100);
    expect(events.at(-1)).toEqual({ kind: 'finished' });
    const first = [...crew.hands];
    expect(first.map(({ ended }) => ended)).toEqual([true, true]);
    trainer.change({ totalSteps: 512 });
    await pull(trainer, 1);
    expect(crew.hands).not.toEqual(first);
    expect(crew.hands.map(({ ended }) => ended)).toEqual([false, false]);
    trainer.dispose();
    expect(crew.hands.map(({ ended }) => ended)).toEqual([true, true]);
  });

  it('ends its workers with a run that diverges', async () => {
    const crew = new Crew();
    const trainer = await train(crew);
    await pull(trainer, 1);
    crew.hands[0]!.poison = Number.NaN;
    const { events } = await pull(trainer, 2);
    expect(events.at(-1)).toMatchObject({ kind: 'diverged', what: 'the gradient ĝ', line: 4 });
    expect(crew.hands.map(({ ended }) => ended)).toEqual([true, true]);
    trainer.dispose();
  });

  it('goes on from a checkpoint where θ stood, with workers or without', async () => {
    const trainer = await train(new Crew());
    await pull(trainer, 2);
    const checkpoint = structuredClone(await trainer.checkpoint());
    const theta = await trainer.theta();
    trainer.dispose();
    for (const crew of [new Crew(), null]) {
      const resumed = await createTrainer(spec(), QUIET_HOST, checkpoint, crew);
      expect(await resumed.theta()).toEqual(theta);
      expect((await pull(resumed, 1)).records[0]).toMatchObject({ iteration: 3, updates: 12 });
      resumed.dispose();
    }
  });
});
