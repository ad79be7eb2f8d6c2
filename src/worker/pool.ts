import type { DivergedEvent, IterationRecord } from '../engine/run-events.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { TrainingClient } from './client.ts';
import type { WorkerHandle } from './endpoint.ts';
import type { Timing } from './timing.ts';

export interface PoolOptions {
  readonly createWorker: () => WorkerHandle;
  /** Runs that train at once, each in a worker of its own; the others wait for their turn. At least 1. */
  readonly size: number;
  readonly timing?: Timing;
  readonly isVisible?: () => boolean;
}

/** How a run of the pool is followed. */
export interface PoolListener {
  /** Iterations since the last call, in order. A run that was restarted repeats none. */
  onIterations?(records: readonly IterationRecord[]): void;
}

export interface PoolRun {
  /** How it ended; rejects with a sentence if its worker could not be kept alive. */
  readonly ended: Promise<PoolResult>;
  /** Gives up its place; `ended` then resolves with `cancelled`. */
  cancel(): void;
}

export interface PoolResult {
  readonly how: 'finished' | 'diverged' | 'cancelled';
  readonly diverged: DivergedEvent | null;
  /** The last iteration's; null if none was finished. */
  readonly fingerprint: string | null;
}

/**
 * Runs side by side, each on its own worker and deterministic on its own: what a run gives depends on its spec alone, not
 * on who trains beside it. Workers are kept from one run to the next.
 */
export class TrainingPool {
  private readonly idle: Seat[] = [];
  private readonly seats: Seat[] = [];
  private readonly queue: Job[] = [];

  constructor(private readonly options: PoolOptions) {
    if (!(options.size >= 1)) throw new RangeError(`a pool of ${options.size} workers trains nothing`);
  }

  /** Queues a run; it begins as soon as a worker is free. */
  run(spec: RunSpec, listener: PoolListener = {}): PoolRun {
    const job = new Job(spec, listener);
    this.queue.push(job);
    this.next();
    return {
      ended: job.ended,
      cancel: () => {
        const waiting = this.queue.indexOf(job);
        if (waiting >= 0) this.queue.splice(waiting, 1);
        job.end('cancelled');
      },
    };
  }

  /** Cancels everything and ends the workers. */
  dispose(): void {
    for (const job of this.queue.splice(0)) job.end('cancelled');
    for (const seat of this.seats) seat.dispose();
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const seat = this.idle.pop() ?? (this.seats.length < this.options.size ? this.hire() : null);
    if (!seat) return;
    const job = this.queue.shift()!;
    const release = () => {
      this.idle.push(seat);
      this.next();
    };
    seat.seat(job);
    // After the seat's own part of the ending, so that the next run finds it clean.
    job.ended.then(release, release);
  }

  private hire(): Seat {
    const seat = new Seat(this.options);
    this.seats.push(seat);
    return seat;
  }
}

/** One run of the pool, waiting or training. */
class Job {
  readonly ended: Promise<PoolResult>;
  isOver = false;
  diverged: DivergedEvent | null = null;
  private fingerprint: string | null = null;
  /** Iterations handed on so far: what comes again after a restart is not told twice. */
  private told = 0;
  private resolve!: (result: PoolResult) => void;
  private reject!: (error: Error) => void;

  constructor(
    readonly spec: RunSpec,
    private readonly listener: PoolListener,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  take(records: readonly IterationRecord[]): void {
    const news = records.filter(({ iteration }) => iteration > this.told);
    const last = news.at(-1);
    if (!last) return;
    this.told = last.iteration;
    this.fingerprint = last.fingerprint;
    this.listener.onIterations?.(news);
  }

  end(how: PoolResult['how']): void {
    this.isOver = true;
    this.resolve({ how, diverged: this.diverged, fingerprint: this.fingerprint });
  }

  fail(reason: string): void {
    this.isOver = true;
    this.reject(new Error(reason));
  }
}

/** A place to train: a client, whose worker outlives the runs that come and go. */
class Seat {
  private job: Job | null = null;
  private readonly client: TrainingClient;

  constructor({ createWorker, timing, isVisible }: PoolOptions) {
    this.client = new TrainingClient({
      createWorker,
      ...(timing && { timing }),
      ...(isVisible && { isVisible }),
      events: {
        onReady: () => {},
        onStage: () => {},
        onRestarted: () => {},
        onStopped: (reason) => this.current?.fail(reason),
        onProgress: ({ iterations, diverged }) => {
          this.current?.take(iterations);
          if (diverged && this.current) this.current.diverged = diverged;
        },
        onState: (state) => {
          if (state === 'finished' || state === 'diverged') this.current?.end(state);
        },
      },
    });
  }

  seat(job: Job): void {
    this.job = job;
    // A run that was cancelled meanwhile leaves the worker at once.
    job.ended.then(
      ({ how }) => how === 'cancelled' && this.client.terminate(),
      () => this.client.terminate(),
    );
    this.client.start(job.spec, null);
    this.client.play();
  }

  dispose(): void {
    this.current?.end('cancelled');
    this.client.terminate();
  }

  private get current(): Job | null {
    return this.job && !this.job.isOver ? this.job : null;
  }
}
