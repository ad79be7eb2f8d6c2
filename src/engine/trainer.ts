import type { RunEvent } from './run-events.ts';
import type { BackendId, Checkpoint, ConfigValue, RunSpec } from './run-spec.ts';
import type { UpdateStudies } from './studies/index.ts';

/** What the engine needs from where it runs. */
export interface TrainerHost {
  /**
   * Called often inside long stretches of work. Resolves once work may go on: at once in Node; in a worker after pending
   * messages were handled, and not before "play" while the run is paused.
   */
  breathe(): Promise<void>;
  /** Milliseconds of a monotonic clock that stands still while the run is paused. */
  now(): number;
}

/** One run: pull events from it. Not pulling is pausing. */
export interface Trainer {
  readonly spec: RunSpec;
  /** What really runs, and why it is not what was asked for; null if it is. */
  readonly backend: {
    readonly id: BackendId;
    /** The SIMD kernel computes, and TensorFlow.js only what it has no form for. */
    readonly kernel: boolean;
    readonly notice: string | null;
  };
  /** Length of θ. */
  readonly parameters: number;
  /** For looking at updates after they have happened. */
  readonly studies: Pick<UpdateStudies, 'newest' | 'conduct' | 'compare'>;
  /** Resolves with a sentence if the graphics device is lost; the trainer is then of no more use. */
  readonly lost: Promise<string>;
  /** Runs to the next line or to the end of the iteration. After `finished` a raised `totalSteps` makes it go on. */
  next(): Promise<RunEvent>;
  /** Takes effect with the next iteration and puts a star on the fingerprint; raising `totalSteps` alone does not. */
  change(config: Readonly<Record<string, ConfigValue>>): void;
  /** Only between iterations: right after an `iteration` event, or before the first `next`. @throws Error elsewhere. */
  checkpoint(): Promise<Checkpoint>;
  /** The policy's θ as it stands. */
  theta(): Promise<Float32Array>;
  /** Returns of greedy episodes under the policy as it stands, from the start states of `seed`; apart from the run. */
  evaluate(episodes: number, seed: number): Promise<number[]>;
  /** The policy frozen at `theta`, to act for show; touches neither the run nor its randomness. */
  policyFor(theta: Float32Array): Promise<StagePolicy>;
  dispose(): void;
}

/** A policy frozen at one θ, acting for show. */
export interface StagePolicy {
  /** Numbers that describe it in one state: probabilities, or mean and deviation of each component. */
  readonly outputs: number;
  /** Fills `actions` (count × action size) and `outputs` (count × outputs) from raw observations; `draw` gives uniforms. */
  act(
    observations: Float32Array,
    count: number,
    draw: () => number,
    actions: Float32Array,
    outputs: Float32Array,
  ): Promise<void>;
}
