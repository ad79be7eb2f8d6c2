import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTrainer } from '../engine/create-trainer.ts';
import type { GradientTask } from '../engine/gradient-workers.ts';
import { pull, QUIET_HOST, smallSpec } from '../engine/testing/drive.ts';
import type { Endpoint, WorkerHandle } from './endpoint.ts';
import { gradientCrew } from './gradient-crew.ts';
import type { FromGradientWorker, ToGradientWorker } from './gradient-messages.ts';
import { serveGradients } from './serve-gradients.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

const SPEC = smallSpec('a3c', 'CartPole-v1', { mode: 'workers', nWorkers: 2 });

/** A gradient worker over a real message channel, with the real engine in this thread. */
class ChannelWorker implements WorkerHandle {
  onerror: Worker['onerror'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  isAlive = true;
  private readonly channel = new MessageChannel();
  postMessage = this.channel.port2.postMessage.bind(this.channel.port2);

  constructor() {
    serveGradients(this.channel.port1 as Endpoint<FromGradientWorker, ToGradientWorker>);
  }

  set onmessage(listener: Worker['onmessage']) {
    this.channel.port2.onmessage = listener as MessagePort['onmessage'];
  }

  crash(message: string): void {
    this.onerror?.call(this as unknown as Worker, { message, preventDefault: () => {} } as ErrorEvent);
  }

  terminate(): void {
    this.isAlive = false;
    this.channel.port1.close();
    this.channel.port2.close();
  }
}

let workers: ChannelWorker[];
beforeEach(() => {
  workers = [];
});
afterEach(() => {
  for (const worker of workers) worker.terminate();
});

function hireable(): WorkerHandle {
  const worker = new ChannelWorker();
  workers.push(worker);
  return worker;
}

describe('a crew of gradient workers', () => {
  it('brings a run its gradients, is handed copies rather than shares them, and ends with it', async () => {
    const trainer = await createTrainer(SPEC, QUIET_HOST, null, gradientCrew(hireable));
    const before = await trainer.theta();
    const { records } = await pull(trainer, 4);
    expect(workers).toHaveLength(2);
    expect(records.at(-1)!.metrics.stalenessMax).toBeGreaterThan(0);
    expect(await trainer.theta()).not.toEqual(before);
    trainer.dispose();
    expect(workers.map(({ isAlive }) => isAlive)).toEqual([false, false]);
  });

  it('tells the run of a worker that crashes', async () => {
    const trainer = await createTrainer(SPEC, QUIET_HOST, null, gradientCrew(hireable));
    await pull(trainer, 1);
    workers[0]!.crash('out of memory');
    const { events, records } = await pull(trainer, 2);
    expect(events).toContainEqual({
      kind: 'notice',
      word: 'Workers',
      text: 'Worker 1 stopped (out of memory); the run goes on with 1.',
    });
    expect(records.at(-1)!.metrics.workers).toBe(1);
    expect(workers.map(({ isAlive }) => isAlive)).toEqual([false, true]);
    trainer.dispose();
  });

  it('refuses a worker that cannot compute for this algorithm, with the reason', async () => {
    const crew = gradientCrew(hireable);
    await expect(crew.hire(smallSpec('reinforce', 'CartPole-v1'), 0)).rejects.toThrow(
      '"reinforce" asks for no workers',
    );
  });
});

it('a worker that falls silent is missed, and whoever waits for it hears so', async () => {
  const loop = new SimulatedLoop();
  const answers: Record<string, FromGradientWorker> = { open: { type: 'ready' } };
  let isSilent = false;
  const worker: WorkerHandle = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate: () => {},
    postMessage: (message: ToGradientWorker) => {
      const answer = message.type === 'ping' ? ({ type: 'pong', id: message.id } as const) : answers[message.type];
      if (answer && !isSilent)
        loop.post(() => worker.onmessage?.call(worker as Worker, { data: answer } as MessageEvent));
    },
  };
  let outcome = '';
  void (async () => {
    const member = await gradientCrew(() => worker, loop).hire(SPEC, 0);
    await member.compute({ theta: new Float32Array(1), phi: new Float32Array(1) } as GradientTask);
  })().catch((error: Error) => {
    outcome = error.message;
  });
  await loop.pass(30_000);
  // It computes for long, but it answers.
  expect(outcome).toBe('');
  isSilent = true;
  await loop.pass(12_000);
  expect(outcome).toBe('it no longer answered');
});
