import { afterEach, expect, it } from 'vitest';
import { createTrainer } from '../engine/create-trainer.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { smallSpec } from '../engine/testing/drive.ts';
import { TrainingClient } from './client.ts';
import type { Endpoint, WorkerHandle } from './endpoint.ts';
import { serveTraining } from './host.ts';
import type { FromWorker, ProgressBatch, RunState, StageFrame, ToWorker } from './messages.ts';
import { realTiming, type Timing } from './timing.ts';

const real = realTiming();
const hurried: Timing = {
  ...real,
  // Checkpoints and looks come often in a short run.
  now: () => 5 * real.now(),
  // Node handles a port's messages up to a thousand at a time before anything else gets its turn; browsers do not.
  macrotask: () => new Promise((resolve) => setImmediate(resolve)),
};

/** A worker over a real message channel with the real engine. */
class ChannelWorker implements WorkerHandle {
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  private readonly channel = new MessageChannel();
  postMessage = this.channel.port2.postMessage.bind(this.channel.port2);

  constructor() {
    serveTraining(this.channel.port1 as Endpoint<FromWorker, ToWorker>, createTrainer, hurried);
  }

  set onmessage(listener: Worker['onmessage']) {
    this.channel.port2.onmessage = listener as MessagePort['onmessage'];
  }

  terminate(): void {
    // Unlike a real worker it lives in this thread, and has to be told to leave it alone.
    this.channel.port1.onmessage?.(new MessageEvent('message', { data: { type: 'pause' } }));
    this.channel.port1.onmessage = null;
    this.channel.port1.close();
    this.channel.port2.close();
  }
}

const clients: TrainingClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.terminate();
});

/** Trains to the end; `meanwhile` is called after every batch. */
async function train(
  spec: RunSpec,
  meanwhile: (run: { client: TrainingClient; worker: ChannelWorker; batch: ProgressBatch }) => void = () => {},
): Promise<{ fingerprint: string; restarts: number[]; frames: StageFrame[] }> {
  const restarts: number[] = [];
  const frames: StageFrame[] = [];
  let fingerprint = '';
  let worker: ChannelWorker;
  return new Promise((resolve, reject) => {
    const client = new TrainingClient({
      createWorker: () => {
        worker = new ChannelWorker();
        return worker;
      },
      events: {
        onReady: () => {},
        onStage: (frame) => frames.push(frame),
        onRestarted: (iteration) => restarts.push(iteration),
        onStopped: (reason) => reject(new Error(reason)),
        onState: (state: RunState) => {
          if (state === 'finished') resolve({ fingerprint, restarts, frames });
        },
        onProgress: (batch) => {
          fingerprint = batch.iterations.at(-1)?.fingerprint ?? fingerprint;
          meanwhile({ client, worker, batch });
        },
      },
    });
    clients.push(client);
    client.start(spec, null);
    client.play();
  });
}

it.each([
  ['ppo-clip', 'Pendulum-v1', 2500],
  ['reinforce', 'CartPole-v1', 4000],
])('%s on %s: a killed, watched and paused run ends as one left alone', async (algo, env, totalSteps) => {
  const spec = smallSpec(algo, env, { totalSteps, evalInterval: 1000 });
  const alone = await train(spec);

  let kills = 0;
  let pauses = 0;
  const troubled = await train(spec, ({ client, worker, batch }) => {
    if (pauses === 0) client.want(['ratios'], { copies: 3, theta: null });
    if (pauses++ < 5) {
      client.pause();
      client.step('line');
      client.play();
    }
    const isHalfway = (batch.iterations.at(-1)?.steps ?? 0) > totalSteps / 2;
    if (isHalfway && client.lastCheckpoint && kills++ === 0)
      worker.onerror?.call(worker as never, { preventDefault() {} } as ErrorEvent);
  });
  expect(troubled.restarts).toHaveLength(1);
  expect(troubled.restarts[0]).toBeGreaterThan(0);
  expect(troubled.frames.length).toBeGreaterThan(0);
  expect(troubled.fingerprint).toBe(alone.fingerprint);
});
