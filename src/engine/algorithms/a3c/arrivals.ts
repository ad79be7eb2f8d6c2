import type { WorkerGradient } from '../../gradient-workers.ts';
import type { PolicyLearner, ValueLearner } from '../../nn/learner.ts';
import type { NoticeEvent, WorkerSegment } from '../../run-events.ts';

/** θ and φ, and the optimisers that all workers share. */
export interface Shared {
  readonly policy: PolicyLearner;
  readonly value: ValueLearner;
}

/** A gradient that has come in. */
export interface Arrival extends WorkerGradient {
  /** Whose it is, from 0. */
  readonly worker: number;
  /** Updates of θ between its copy and now. */
  readonly staleness: number;
  /** What the worker did since it took the copy, on the clock of `Arrivals`. */
  readonly segments: readonly WorkerSegment[];
}

/** Where gradients come from: the one difference between simulated workers and real ones. */
export interface Arrivals {
  /** Of `now`. */
  readonly unit: 'ms' | 'steps';
  /** Workers that gradients come from. */
  readonly workers: number;
  /** Lets every idle worker take a copy and go on; then waits for the next gradient. */
  next(): Promise<Arrival>;
  /** Its clock. */
  now(): number;
  /** What there is to say about the workers since the last call. */
  news(): NoticeEvent[];
  /** The run stands at its end: whatever is on its way is given up, and real workers end. */
  rest(): void;
}
