import type { DiagnosticId, Diagnostics, DivergedEvent, IterationRecord, LineValue } from '../engine/run-events.ts';
import type { BackendId, Checkpoint, ConfigValue, RunSpec } from '../engine/run-spec.ts';
import type { SameBatch, UpdateChoice } from '../engine/studies/same-batch.ts';
import type { StudyRequest, StudyView } from '../engine/studies/study.ts';

/** What the page says to a training worker. */
export type ToWorker =
  /**
   * Begin run number `run`, or go on with it from a checkpoint. Always the first message; sent again, it drops the run in
   * hand and begins this one. The worker answers `ready` or `failed`.
   */
  | { readonly type: 'start'; readonly run: number; readonly spec: RunSpec; readonly checkpoint: Checkpoint | null }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** While playing, an iteration takes at least this long, spread over its lines; 0 is full speed. */
  | { readonly type: 'pace'; readonly milliseconds: number }
  /** Run to the next pseudo-code line, or to the end of the iteration, then pause. */
  | { readonly type: 'step'; readonly to: 'line' | 'iteration' }
  /**
   * Hyperparameters that take effect with the next iteration; `totalSteps` among them ("go on"). `from` waits for an
   * iteration: how a run that goes on from a checkpoint repeats the edits of the iterations that it lost.
   */
  | { readonly type: 'change'; readonly config: Readonly<Record<string, ConfigValue>>; readonly from?: number }
  /** What visible panels need; nothing else is computed. */
  | {
      readonly type: 'want';
      readonly diagnostics: readonly DiagnosticId[];
      readonly stage: StageRequest | null;
      /** Asked of each update that the page sees. */
      readonly studies: readonly StudyRequest[];
    }
  /** The page looks at this iteration instead of the newest one (null: at the newest one again). */
  | { readonly type: 'look-back'; readonly iteration: number | null }
  /**
   * Try these updates on the batch of iteration `iteration`, each from the same θ; null is the newest, which is brought to
   * its end first. The run then stands still, and going on ends the comparison.
   */
  | { readonly type: 'compare'; readonly iteration: number | null; readonly choices: readonly UpdateChoice[] }
  /** The page has taken batch `id`: another one may be sent. */
  | { readonly type: 'taken'; readonly id: number }
  /** The page has taken the stage frame: the copies may act on. A page that does not look sends none, and nothing acts. */
  | { readonly type: 'stage-taken' }
  | { readonly type: 'ping'; readonly id: number };

/** The policy acting for show, on copies of its own whose randomness the run never sees. */
export interface StageRequest {
  /** How many copies act side by side; the first is the large one. */
  readonly copies: number;
  /** The θ to look back at, or null for the one in training. */
  readonly theta: Float32Array | null;
  /** How fast time passes there, training aside: 1, as in the world, unless given; Infinity is as fast as it goes. */
  readonly speed?: number;
}

/** What a training worker says to the page. */
export type FromWorker =
  /** Training can begin. `backend` is what runs, which may differ from what was asked for: `notice` then says why. */
  | {
      readonly type: 'ready';
      /** The number in `start`; whatever comes before this message belongs to an earlier run. */
      readonly run: number;
      readonly backend: BackendId;
      /** The SIMD kernel computes rather than TensorFlow.js. */
      readonly kernel: boolean;
      readonly notice: string | null;
      /** Numbers in the policy's θ. */
      readonly parameters: number;
    }
  /** All that happened since the last batch. At most one batch waits for `taken`; the next ones are merged meanwhile. */
  | ProgressBatch
  | StageFrame
  | { readonly type: 'state'; readonly state: RunState }
  /** What a comparison has come to; said after each piece of it. */
  | { readonly type: 'comparison'; readonly view: ComparisonView }
  /** Something that whoever looks on should know: what it is about, in a word, and a sentence. */
  | { readonly type: 'notice'; readonly word: string; readonly text: string }
  | { readonly type: 'pong'; readonly id: number }
  /** Run `run` cannot go on in this worker (an exception, a lost GPU). The page starts another from its checkpoint. */
  | { readonly type: 'failed'; readonly run: number; readonly message: string; readonly recoverable: boolean };

/** `idle`: nothing played yet; `finished`: totalSteps reached; `diverged`: stopped by a non-finite number. */
export type RunState = 'loading' | 'idle' | 'running' | 'paused' | 'finished' | 'diverged';

export interface ProgressBatch {
  readonly type: 'progress';
  readonly id: number;
  readonly iterations: readonly IterationRecord[];
  /** The line that was published last, with its values; null if none was. */
  readonly line: LineView | null;
  readonly diverged: DivergedEvent | null;
  /** θ at the end of some iterations, for looking back. */
  readonly snapshots: readonly Snapshot[];
  /** All that was seen of the lines of those iterations. */
  readonly lines: readonly LineView[];
  /** Answers to what was asked of updates. */
  readonly studies: readonly StudyView[];
  /** The newest resume checkpoint, if one was due. */
  readonly checkpoint: Checkpoint | null;
  /** Environment steps a second of training, over the last seconds. */
  readonly stepsPerSecond: number;
}

export interface LineView {
  /** 1-based. */
  readonly line: number;
  /** The iteration that it belongs to, from 1. */
  readonly iteration: number;
  /** The newest values of every line of this iteration, so that each line can show its own. */
  readonly values: Readonly<Record<number, readonly LineValue[]>>;
  readonly diagnostics: Diagnostics | null;
}

export interface Snapshot {
  readonly iteration: number;
  readonly theta: Float32Array;
}

/** Several updates of one batch, as far as they have been tried. */
export interface ComparisonView {
  /** Whose batch it is; null where no update has happened. */
  readonly iteration: number | null;
  /** `impossible`: nothing is known of that batch, or not any more. */
  readonly state: 'running' | 'done' | 'stopped' | 'impossible';
  readonly comparison: SameBatch | null;
  /** What stopped it, where that was neither the run nor another comparison. */
  readonly why: string | null;
}

export interface StageFrame {
  readonly type: 'stage';
  readonly copies: number;
  /** copies × stateSize. */
  readonly states: Float64Array;
  /** copies × action size (1 for discrete): the action just taken; NaN before the first. */
  readonly actions: Float32Array;
  /** Steps of each copy's episode so far. */
  readonly steps: Uint32Array;
  /** Return of each copy's episode so far. */
  readonly returns: Float32Array;
  /** 1 where the copy's episode has just ended and stands still for a moment. */
  readonly ended: Uint8Array;
  /** The policy in the first copy's state: probabilities (discrete), or mean and standard deviation per component (box). */
  readonly policy: Float32Array;
}
