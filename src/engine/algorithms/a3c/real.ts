import type { GradientWorker, WorkerGradient } from '../../gradient-workers.ts';
import { reasonOf } from '../../reason.ts';
import { Run } from '../../run.ts';
import type { NoticeEvent } from '../../run-events.ts';
import { horizonOf } from '../horizon.ts';
import type { Arrival, Arrivals, Shared } from './arrivals.ts';
import type { Config } from './config.ts';
import { SimulatedArrivals } from './simulated.ts';

/** One of the crew. */
interface Hand {
  /** From 0. */
  readonly number: number;
  readonly worker: GradientWorker;
  /** From its copy until its gradient is applied. */
  busy: boolean;
}

/** A gradient that has come in and waits to be applied. */
interface Incoming {
  readonly hand: Hand;
  readonly gradient: WorkerGradient;
  /** Updates of θ, and the clock, when its copy was taken; the clock when it came in. */
  readonly updates: number;
  readonly copiedAt: number;
  readonly cameAt: number;
}

/**
 * Real workers, whose gradients come in when they do. Copies go out only when the next gradient is asked for, so while the
 * run stands still nobody gets a new θ; gradients that were under way come in meanwhile, and wait.
 *
 * A worker that dies is reported, and the run goes on with the others. With none left, or none to be had, workers are
 * simulated from there on.
 *
 * A checkpoint holds θ, φ and the shared optimisers, but nothing of the workers: after a resume they begin new episodes,
 * as no bit would repeat itself anyway.
 */
export class RealArrivals implements Arrivals {
  /** Null until it is needed, and again after a rest. */
  private crew: readonly Hand[] | null = null;
  private incoming: Incoming[] = [];
  private notices: NoticeEvent[] = [];
  private wake: () => void = () => {};
  private standIn: { readonly home: Run<Config>; readonly arrivals: SimulatedArrivals } | null = null;

  constructor(
    private readonly run: Run<Config>,
    private readonly shared: Shared,
  ) {
    run.keep('real workers', { save: () => ({}), load: () => {}, dispose: () => this.dispose() });
  }

  get unit(): 'ms' | 'steps' {
    return this.standIn ? 'steps' : 'ms';
  }

  get workers(): number {
    return this.standIn?.arrivals.workers ?? this.crew?.length ?? 0;
  }

  async next(): Promise<Arrival> {
    if (this.standIn) return this.standIn.arrivals.next();
    this.crew ??= await this.hire();
    while (this.crew.length > 0) {
      for (const hand of this.crew) if (!hand.busy) await this.send(hand);
      // A paused run stands still here, and an abandoned one unwinds.
      await this.run.breathe();
      const first = this.incoming.shift();
      if (first) return this.arrival(first);
      if (this.crew.length > 0) await this.somethingHappens();
    }
    return this.simulate().next();
  }

  now(): number {
    return this.standIn?.arrivals.now() ?? this.run.surroundings.now();
  }

  news(): NoticeEvent[] {
    return this.notices.splice(0);
  }

  rest(): void {
    for (const { worker } of this.crew ?? []) worker.end();
    this.crew = null;
    this.incoming = [];
  }

  private dispose(): void {
    this.rest();
    this.standIn?.home.dispose();
  }

  /** Resolves once a gradient has come in, or a worker is lost. */
  private somethingHappens(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** Those that could be started; copies go out once all are ready, so that none is stale before its worker is. */
  private async hire(): Promise<Hand[]> {
    const { spec, config, surroundings } = this.run;
    const { gradientWorkers } = surroundings;
    if (!gradientWorkers) {
      this.tell('Real workers are not to be had here; they are simulated instead.');
      return [];
    }
    const refusals: string[] = [];
    const hire = async (number: number): Promise<Hand[]> => {
      try {
        return [{ number, worker: await gradientWorkers.hire({ ...spec, config }, number), busy: false }];
      } catch (error) {
        refusals.push(`Worker ${number + 1} could not be started (${reasonOf(error)})`);
        return [];
      }
    };
    const numbers = Array.from({ length: config.nWorkers }, (_, number) => number);
    const crew = (await Promise.all(numbers.map(hire))).flat();
    for (const refusal of refusals) this.tell(refusal + outlook(crew.length));
    return crew;
  }

  private async send(hand: Hand): Promise<void> {
    const { run, shared } = this;
    hand.busy = true;
    const [theta, phi] = [await shared.policy.theta(), await shared.value.phi()];
    const { updates } = run;
    const copiedAt = this.now();
    hand.worker.compute({ theta, phi, horizon: horizonOf(run), config: run.config }).then(
      (gradient) => {
        this.incoming.push({ hand, gradient, updates, copiedAt, cameAt: this.now() });
        this.wake();
      },
      (error) => {
        this.lose(hand, reasonOf(error));
        this.wake();
      },
    );
  }

  private lose(hand: Hand, reason: string): void {
    if (!this.crew?.includes(hand)) return;
    hand.worker.end();
    this.crew = this.crew.filter((other) => other !== hand);
    this.tell(`Worker ${hand.number + 1} stopped (${reason})${outlook(this.crew.length)}`);
  }

  private arrival({ hand, gradient, updates, copiedAt, cameAt }: Incoming): Arrival {
    const { number: worker } = hand;
    // Its next copy is to hold what this gradient does.
    hand.busy = false;
    // The worker's clock is another one: durations are its own, and they end when the gradient came in.
    const computedAt = cameAt;
    const actedAt = Math.max(copiedAt, computedAt - gradient.computing);
    const begunAt = Math.max(copiedAt, actedAt - gradient.acting);
    return {
      ...gradient,
      worker,
      staleness: this.run.updates - updates,
      segments: [
        { worker, kind: 'waiting', from: copiedAt, to: begunAt },
        { worker, kind: 'acting', from: begunAt, to: actedAt },
        { worker, kind: 'computing', from: actedAt, to: computedAt },
        { worker, kind: 'waiting', from: computedAt, to: this.now() },
      ],
    };
  }

  private simulate(): SimulatedArrivals {
    const { spec, breathe, kernel } = this.run;
    const home = new Run<Config>(spec, breathe, kernel);
    const arrivals = new SimulatedArrivals(this.run, this.shared, home);
    this.standIn = { home, arrivals };
    return arrivals;
  }

  private tell(text: string): void {
    this.notices.push({ kind: 'notice', word: 'Workers', text });
  }
}

const outlook = (left: number): string =>
  left > 0 ? `; the run goes on with ${left}.` : '; none is left, and from here on they are simulated.';
