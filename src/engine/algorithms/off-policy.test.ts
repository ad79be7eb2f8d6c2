import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernels/kernel.ts';
import { makeKernel } from '../kernels/testing/make.ts';
import { Run } from '../run.ts';
import type { LineEvent } from '../run-events.ts';
import { openWasm } from '../testing/backend.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { tf } from '../tf.ts';
import { findAlgorithm } from './index.ts';

const BOTH = ['ddpg', 'svg0'] as const;

describe.each(BOTH)('%s', (algo) => {
  it('learns the same whatever the length of an iteration', async () => {
    const thetas: Float32Array[] = [];
    for (const nSteps of [8, 16, 48]) {
      const trainer = await smallTrainer(smallSpec(algo, 'Pendulum-v1', { nSteps, totalSteps: 48, trainFreq: 3 }));
      const { records } = await pull(trainer, 100);
      expect(records.map(({ steps }) => steps)).toEqual(
        Array.from({ length: 48 / nSteps }, (_, i) => (i + 1) * nSteps),
      );
      // Steps 9, 12, …, 48.
      expect(records.at(-1)!.updates).toBe(14);
      thetas.push(await trainer.theta());
      trainer.dispose();
    }
    expect(thetas[1]).toEqual(thetas[0]);
    expect(thetas[2]).toEqual(thetas[0]);
  });

  it('takes as many gradient steps as it is told, and shows each line once an iteration', async () => {
    const trainer = await smallTrainer(smallSpec(algo, 'Pendulum-v1', { gradientSteps: 3, nSteps: 20 }));
    const { records, events } = await pull(trainer, 2);
    // From step 8 on, then after all of 20.
    expect(records.map(({ updates }) => updates)).toEqual([39, 99]);
    const lines = events.filter((event): event is LineEvent => event.kind === 'line');
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
    expect(lines.every(({ final }) => final)).toBe(true);
    trainer.dispose();
  });

  it('does nothing but look around until learning starts', async () => {
    const trainer = await smallTrainer(smallSpec(algo, 'Pendulum-v1', { learningStarts: 100, nSteps: 50 }));
    const before = await trainer.theta();
    const { records, events } = await pull(trainer, 1);
    expect(records[0]!.metrics.qLoss).toBeUndefined();
    expect(records[0]!.metrics.bufferFill).toBe(1);
    expect(events.map(({ kind }) => kind)).toEqual(['line', 'iteration']);
    expect(await trainer.theta()).toEqual(before);
    trainer.dispose();
  });

  it('holds no more memory after 5,000 updates than after 500', async () => {
    await openWasm();
    const kernel: Kernel = await makeKernel();
    const { config, ...spec } = smallSpec(algo, 'Pendulum-v1', { nSteps: 100, totalSteps: 5600, bufferSize: 2000 });
    const run = new Run({ ...spec, config }, async () => {}, kernel);
    const { start } = await findAlgorithm(algo).load();
    const { agent, train } = start(run);
    const { buffer } = (agent as unknown as { explorer: { buffer: { bytes: number } } }).explorer;
    const held = () => [kernel.exports.memory.buffer.byteLength, tf.memory().numTensors, buffer.bytes];
    let before: number[] | null = null;
    for await (const event of train()) {
      if (event.kind === 'iteration' && run.updates >= 500) before ??= held();
    }
    expect(run.updates).toBeGreaterThanOrEqual(5500);
    expect(held()).toEqual(before);
    run.dispose();
  });

  it('stops where Q leaves the numbers, and says so', async () => {
    const spec = smallSpec(algo, 'Pendulum-v1');
    const healthy = await smallTrainer(spec);
    await pull(healthy, 2);
    const checkpoint = structuredClone(await healthy.checkpoint());
    healthy.dispose();
    (checkpoint.parts.policy!.targetPhi as Float32Array)[0] = Number.NaN;
    const trainer = await smallTrainer(spec, checkpoint);
    const { events } = await pull(trainer, 2);
    expect(events.at(-1)).toMatchObject({
      kind: 'diverged',
      what: 'the target y',
      line: 3,
      stepSizeKey: 'valueLearningRate',
    });
    trainer.dispose();
  });
});
