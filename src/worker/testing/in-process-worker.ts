import type { Endpoint, WorkerHandle } from '../endpoint.ts';
import { serveTraining } from '../host.ts';
import type { FromWorker, ToWorker } from '../messages.ts';
import type { CreateTrainer } from '../run-host.ts';
import type { SimulatedLoop } from './simulated-loop.ts';

/** A worker that lives in the test's own thread: its messages are tasks of the loop, cloned and transferred as real ones. */
export class InProcessWorker implements WorkerHandle {
  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  /** All that the worker has said. */
  readonly said: FromWorker[] = [];
  private isAlive = true;
  private readonly inside: Endpoint<FromWorker, ToWorker> = {
    onmessage: null,
    postMessage: (message, transfer) => {
      if (!this.isAlive) return;
      const data = structuredClone(message, { transfer });
      this.loop.post(() => {
        if (!this.isAlive) return;
        this.said.push(data);
        this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
      });
    },
  };

  constructor(
    private readonly loop: SimulatedLoop,
    createTrainer: CreateTrainer,
  ) {
    serveTraining(this.inside, createTrainer, loop);
  }

  postMessage(message: ToWorker): void {
    const data = structuredClone(message);
    this.loop.post(() => {
      if (this.isAlive) this.inside.onmessage?.({ data });
    });
  }

  /** Dies without a word, as a worker that was killed from outside. */
  terminate(): void {
    this.isAlive = false;
  }

  /** An exception that nothing caught. */
  crash(message: string): void {
    const event = { message, preventDefault: () => {} } as ErrorEvent;
    this.loop.post(() => this.onerror?.call(this as unknown as Worker, event));
  }

  /** What it said of one kind. */
  all<Type extends FromWorker['type']>(type: Type): Extract<FromWorker, { type: Type }>[] {
    return this.said.filter((message): message is Extract<FromWorker, { type: Type }> => message.type === type);
  }

  get state(): string | undefined {
    return this.all('state').at(-1)?.state;
  }
}
