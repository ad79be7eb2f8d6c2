import { restoreNumber } from '../../checkpoint-part.ts';
import { uniform } from '../../rng.ts';
import type { Run, RunPart } from '../../run.ts';
import type { NoticeEvent } from '../../run-events.ts';
import type { CheckpointPart } from '../../run-spec.ts';
import type { Arrival, Arrivals, Shared } from './arrivals.ts';
import type { Config } from './config.ts';
import { SimulatedWorker } from './simulated-worker.ts';
import { createCopies, Worker } from './worker.ts';

/** Simulated time that an update of the shared θ takes; gradients that come in meanwhile queue. */
const APPLYING = 1;

/**
 * Asynchrony as a discrete-event simulation in one thread: every gradient is computed when it comes in, from the copy that
 * its worker had taken. Delays are drawn from the run's seed, so that the same seed gives the same run to the last bit.
 *
 * The unit of time is an environment step of the fastest worker. A worker acts for T steps, computes, its gradient travels
 * for a delay, and once it was applied the worker takes its next copy. So N − 1 updates lie between a copy and its
 * gradient on average, whatever the delays: they decide how unevenly.
 */
export class SimulatedArrivals implements Arrivals, RunPart {
  readonly unit = 'steps';
  private readonly crew: readonly SimulatedWorker[];
  private clock = 0;

  /** @param home where the workers' state is kept: the run itself, unless they stand in for real ones */
  constructor(
    private readonly run: Run<Config>,
    private readonly shared: Shared,
    home: Run<Config> = run,
  ) {
    const copies = createCopies(home.within('copy'));
    const draw = (number: number, trip: number) => uniform(run.seed, 'delay', number, trip);
    this.crew = Array.from({ length: run.config.nWorkers }, (_, number) => {
      const own = home.within(`worker ${number + 1}`);
      return own.keep('trip', new SimulatedWorker(number, new Worker(own, copies, number), draw));
    });
    home.keep('arrivals', this);
  }

  get workers(): number {
    return this.crew.length;
  }

  async next(): Promise<Arrival> {
    const { run, crew, shared } = this;
    for (const worker of crew) if (!worker.busy) await worker.depart(run, shared, this.clock);
    // Of several at once, the first.
    const first = crew.reduce((first, worker) => (worker.arrivesAt < first.arrivesAt ? worker : first));
    const gradient = await first.arrive(run);
    const appliedFrom = Math.max(first.arrivesAt, this.clock);
    this.clock = appliedFrom + APPLYING;
    const staleness = run.updates - first.updates;
    return { ...gradient, worker: crew.indexOf(first), staleness, segments: first.segments(appliedFrom) };
  }

  now(): number {
    return this.clock;
  }

  news(): NoticeEvent[] {
    return [];
  }

  /** Copies under way wait for the run to go on. */
  rest(): void {}

  save(): CheckpointPart {
    return { clock: this.clock };
  }

  load(part: CheckpointPart): void {
    this.clock = restoreNumber(part, 'clock');
  }
}
