import type { Batch } from './rollout/trajectories.ts';
import type { RunConfig, RunSpec } from './run-spec.ts';

/**
 * Threads beside the one that holds θ, in which gradients are computed. The engine has none of its own: src/worker brings
 * those of a browser, and whoever runs the engine in Node brings Node's.
 */
export interface GradientWorkers {
  /** Starts worker `number`, from 0, and resolves once it can compute. @throws Error where that cannot be done */
  hire(spec: RunSpec, number: number): Promise<GradientWorker>;
}

export interface GradientWorker {
  /** One task at a time. Rejects with the reason once the worker has died; never resolves after `end`. */
  compute(task: GradientTask): Promise<WorkerGradient>;
  /** Ends its thread, whatever it is doing. */
  end(): void;
}

/** A copy of the parameters, and what to do with it. The arrays may be handed over: do not use them again. */
export interface GradientTask {
  readonly theta: Float32Array;
  readonly phi: Float32Array;
  /** T, steps of each of the worker's environments. */
  readonly horizon: number;
  /** As in force now. */
  readonly config: RunConfig;
}

/** What a worker has made of a copy. */
export interface WorkerGradient {
  /** ĝ at the copy θ′, to go up. */
  readonly policy: Float32Array;
  /** The gradient of the value loss at the copy φ′, to go down. */
  readonly value: Float32Array;
  /** The objective, the value loss and the lengths of both gradients before they were shortened. */
  readonly readings: {
    readonly objective: number;
    readonly gradNorm: number;
    readonly valueLoss: number;
    readonly valueGradNorm: number;
  };
  /** What the gradients were computed from. */
  readonly batch: Batch;
  /** Episodes that ended meanwhile. */
  readonly episodes: readonly { readonly return: number; readonly length: number }[];
  /** Milliseconds of the worker's clock. */
  readonly acting: number;
  readonly computing: number;
}
