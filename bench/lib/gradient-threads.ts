import { parentPort, Worker as Thread } from 'node:worker_threads';
import type { Endpoint, WorkerHandle } from '../../src/worker/endpoint.ts';
import { gradientCrew } from '../../src/worker/gradient-crew.ts';
import type { FromGradientWorker, ToGradientWorker } from '../../src/worker/gradient-messages.ts';
import { serveGradients } from '../../src/worker/serve-gradients.ts';
import type { Timing } from '../../src/worker/timing.ts';

/** Node's event loop: unlike an open message channel it keeps no process alive that has nothing left to do. */
const TIMING: Timing = {
  now: () => performance.now(),
  macrotask: () => new Promise((resolve) => setImmediate(resolve)),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Real workers for A3C: threads of Node that run this very bundle, which has to `serveInThread` there. */
export const gradientThreads = gradientCrew(() => new ThreadHandle(startThread()), TIMING);

/** With the benchmark's own options: it reads them before it knows that it is to serve. */
const startThread = () => new Thread(new URL(import.meta.url), { argv: process.argv.slice(2) });

/** What such a thread does instead of the benchmark. */
export const serveInThread = (): void =>
  serveGradients(parentPort as unknown as Endpoint<FromGradientWorker, ToGradientWorker>);

/** One of Node's threads as a browser's worker. */
class ThreadHandle implements WorkerHandle {
  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;

  constructor(private readonly thread: Thread) {
    thread.on('message', (data) => this.onmessage?.call(this.asWorker, { data } as MessageEvent));
    thread.on('error', ({ message }) => this.fail(message));
    thread.on('exit', () => this.fail('it ended'));
  }

  postMessage(message: ToGradientWorker, transfer?: Transferable[] | StructuredSerializeOptions): void {
    this.thread.postMessage(message, transfer as ArrayBuffer[]);
  }

  terminate(): void {
    void this.thread.terminate();
  }

  private fail(message: string): void {
    this.onerror?.call(this.asWorker, { message, preventDefault: () => {} } as ErrorEvent);
  }

  private get asWorker(): Worker {
    return this as unknown as Worker;
  }
}
