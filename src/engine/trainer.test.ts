import { describe, expect, it } from 'vitest';
import type { AlgorithmSpec } from './algorithms/algorithm.ts';
import { ALGORITHMS } from './algorithms/index.ts';
import { ENVIRONMENTS } from './envs/index.ts';
import type { LineEvent } from './run-events.ts';
import { pull, smallSpec, smallTrainer } from './testing/drive.ts';
import { tf } from './tf.ts';

/** Every algorithm with every environment that it can learn in. */
const PAIRINGS = ALGORITHMS.flatMap(({ spec }) =>
  ENVIRONMENTS.filter(({ action }) => (spec as AlgorithmSpec).actionKinds.includes(action.kind)).map(
    (environment) => [spec.id, environment.id] as const,
  ),
);

/**
 * One environment for each shape of policy: no input, discrete actions, continuous ones. No environment holds a tensor, so
 * that a leak which needs many iterations to show would show in these.
 */
const SHAPES = ['Bandit-v0', 'CartPole-v1', 'Pendulum-v1'];

describe.each(PAIRINGS)('%s on %s', (algo, env) => {
  it('gives the same numbers for the same seed, and others for another', async () => {
    const fingerprints: string[] = [];
    for (const seed of [1, 1, 2]) {
      const trainer = await smallTrainer(smallSpec(algo, env, {}, { seed }));
      const { records } = await pull(trainer, 3);
      expect(records).toHaveLength(3);
      for (const record of records)
        for (const value of Object.values(record.metrics)) expect(value).toBeTypeOf('number');
      fingerprints.push(records[2]!.fingerprint);
      trainer.dispose();
    }
    expect(fingerprints[1]).toBe(fingerprints[0]);
    expect(fingerprints[2]).not.toBe(fingerprints[0]);
  });

  it('goes on from a checkpoint as if nothing had happened', async () => {
    const everythingOn = { normalizeObs: true, normalizeReward: true, annealing: true, sharedNetwork: true };
    for (const overrides of [undefined, everythingOn]) {
      const spec = smallSpec(algo, env, overrides);
      const first = await smallTrainer(spec);
      await pull(first, 2);
      const checkpoint = structuredClone(await first.checkpoint());
      const { records: uninterrupted } = await pull(first, 3);
      first.dispose();

      const second = await smallTrainer(spec, checkpoint);
      const { records: continued } = await pull(second, 3);
      expect(continued).toEqual(uninterrupted);
      second.dispose();
    }
  });

  it('passes every line of its box, and each can be inspected without changing the run', async () => {
    const lines = ALGORITHMS.find(({ spec }) => spec.id === algo)!.spec.lines as AlgorithmSpec['lines'];
    const conditions = Object.assign({}, ...lines.map(({ runsWhen }) => runsWhen ?? {}));
    const spec = smallSpec(algo, env, conditions);
    const watched = await smallTrainer(spec);
    const seen = new Set<number>();
    let fingerprint = '';
    for (let iterations = 0; iterations < 2; ) {
      const event = await watched.next();
      if (event.kind === 'line') {
        seen.add(event.line);
        const { values } = await event.inspect(new Set(['ratios']));
        for (const { value } of values) if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite);
      }
      if (event.kind === 'iteration') {
        iterations += 1;
        fingerprint = event.record.fingerprint;
      }
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(lines.map((_, i) => i + 1));
    watched.dispose();

    const unwatched = await smallTrainer(spec);
    expect((await pull(unwatched, 2)).records[1]!.fingerprint).toBe(fingerprint);
    unwatched.dispose();
  });

  const many = SHAPES.includes(env) ? 50 : 5;
  it(`holds as many tensors after ${many} iterations as after 3`, async () => {
    const trainer = await smallTrainer(smallSpec(algo, env));
    await pull(trainer, 3);
    const before = tf.memory().numTensors;
    await pull(trainer, many);
    expect(tf.memory().numTensors).toBe(before);
    trainer.dispose();
  });
});

describe('the trainer', () => {
  it('ends at totalSteps, and goes on without a star when they are raised', async () => {
    const trainer = await smallTrainer(smallSpec('ppo-clip', 'CartPole-v1', { totalSteps: 96 }));
    const { records, events } = await pull(trainer, 10);
    expect(records.map(({ steps }) => steps)).toEqual([32, 64, 96]);
    expect(events.at(-1)).toEqual({ kind: 'finished' });

    trainer.change({ totalSteps: 160 });
    const more = await pull(trainer, 10);
    expect(more.records.map(({ steps }) => steps)).toEqual([128, 160]);
    expect(more.records[1]!.fingerprint).not.toContain('*');
    trainer.dispose();
  });

  it('applies an edit from the next iteration, tells of it and stars the fingerprint', async () => {
    const trainer = await smallTrainer(smallSpec('ppo-clip', 'CartPole-v1'));
    await trainer.next();
    trainer.change({ clipRange: 0.5 });
    const { records } = await pull(trainer, 2);
    expect(records.map(({ changes }) => changes)).toEqual([[], [{ key: 'clipRange', from: 0.2, to: 0.5 }]]);
    expect(records[0]!.fingerprint).not.toContain('*');
    expect(records[1]!.fingerprint).toMatch(/^[0-9a-f]{6}\*$/);
    trainer.dispose();
  });

  it('takes an edit along into a run that is raised again, where it came with an end that was there already', async () => {
    const trainer = await smallTrainer(smallSpec('ppo-clip', 'CartPole-v1', { totalSteps: 96 }));
    await pull(trainer, 2);
    trainer.change({ clipRange: 0.5, totalSteps: 32 });
    expect((await pull(trainer, 1)).events.at(-1)).toEqual({ kind: 'finished' });
    trainer.change({ totalSteps: 160 });
    const { records } = await pull(trainer, 1);
    expect(records[0]!.changes.map(({ key }) => key).sort()).toEqual(['clipRange', 'totalSteps']);
    expect(records[0]!.fingerprint).toContain('*');
    trainer.dispose();
  });

  it('evaluates once in every interval, from start states that do not change', async () => {
    const trainer = await smallTrainer(smallSpec('ppo-clip', 'Pendulum-v1', { evalInterval: 64, learningRate: 0 }));
    const { records } = await pull(trainer, 6);
    expect(records.map(({ evaluation }) => evaluation !== null)).toEqual([false, true, false, true, false, true]);
    expect(records[3]!.evaluation).toEqual(records[1]!.evaluation);
    trainer.dispose();
  });

  it('stops a diverged run with a sentence that names quantity, iteration, line and step size', async () => {
    const trainer = await smallTrainer(
      smallSpec('reinforce', 'Pendulum-v1', {
        optimizer: 'sgd',
        stepSize: 1000,
        baseline: 'none',
        totalSteps: 1_000_000,
      }),
    );
    const { events } = await pull(trainer, 200);
    const last = events.at(-1)!;
    if (last.kind !== 'diverged') throw new Error(`the run ended with ${last.kind}`);
    expect(last).toMatchObject({ stepSizeKey: 'stepSize', stepSize: 1000 });
    expect(last.message).toContain(`iteration ${last.iteration}, line ${last.line}`);
    expect(last.message).toContain('step size 1000');
    // It stays where it stopped.
    expect(await trainer.next()).toEqual(last);
    trainer.dispose();
  });

  it("runs the environment that its own settings ask for, from the first step to a checkpoint's continuation", async () => {
    const ends: string[] = [];
    for (const slippery of [true, false]) {
      const spec = smallSpec('ppo-clip', 'FrozenLake-v1', { slippery });
      const trainer = await smallTrainer(spec);
      await pull(trainer, 2);
      const checkpoint = structuredClone(await trainer.checkpoint());
      const { records } = await pull(trainer, 2);
      trainer.dispose();
      const resumed = await smallTrainer(spec, checkpoint);
      expect((await pull(resumed, 2)).records).toEqual(records);
      resumed.dispose();
      ends.push(records[1]!.fingerprint);
    }
    expect(ends[0]).not.toBe(ends[1]);
    // Left out, it is the default.
    const spec = smallSpec('ppo-clip', 'FrozenLake-v1');
    const { slippery: _, ...config } = spec.config;
    const trainer = await smallTrainer({ ...spec, config });
    expect((await pull(trainer, 4)).records[3]!.fingerprint).toBe(ends[0]);
    trainer.dispose();
  });

  it('hands out checkpoints between iterations only', async () => {
    const trainer = await smallTrainer(smallSpec('ppo-clip', 'CartPole-v1'));
    const first = (await trainer.next()) as LineEvent;
    expect(first.kind).toBe('line');
    await expect(trainer.checkpoint()).rejects.toThrow('between two iterations');
    trainer.dispose();
  });

  it('leaves nothing behind where the checkpoint is another run’s', async () => {
    const first = await smallTrainer(smallSpec('ppo-clip', 'CartPole-v1'));
    const checkpoint = await first.checkpoint();
    first.dispose();
    const before = tf.memory().numTensors;
    const wanted = smallSpec('ppo-clip', 'CartPole-v1', {}, { backend: 'cpu', seed: 2 });
    await expect(smallTrainer(wanted, checkpoint)).rejects.toThrow('another run');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('shows a frozen policy without touching the run', async () => {
    const spec = smallSpec('ppo-clip', 'CartPole-v1');
    const trainer = await smallTrainer(spec);
    const stage = await trainer.policyFor(await trainer.theta());
    const [actions, outputs] = [new Float32Array(2), new Float32Array(4)];
    await stage.act(new Float32Array(8).fill(0.01), 2, () => 0.3, actions, outputs);
    expect(outputs[0]! + outputs[1]!).toBeCloseTo(1, 6);
    const { records } = await pull(trainer, 1);
    const alone = await smallTrainer(spec);
    expect((await pull(alone, 1)).records).toEqual(records);
    trainer.dispose();
    alone.dispose();
  });
});
