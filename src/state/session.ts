import type { DivergedEvent } from '../engine/run-events.ts';
import type { RunConfig } from '../engine/run-spec.ts';
import type { Experiment, Notice } from '../presets/experiment.ts';
import type { RunState } from '../worker/messages.ts';

/** The experiment that the address bar describes, and the life of its run. Low-frequency facts only: see metric-log.ts. */
export interface Session {
  readonly experiment: Experiment;
  /** What the last link or edit got wrong, each with what was used instead. */
  readonly notices: readonly Notice[];
  readonly run: RunFacts;
  /** The iteration that panels look back at; null is live. */
  readonly lookingBackAt: number | null;
  /** Milliseconds that an iteration takes at least while playing, for watching; 0 is full speed. */
  readonly pace: number;
}

/** Refreshed at most a few times a second. */
export interface RunFacts {
  readonly state: RunState;
  /** The backend that really runs; null while loading. */
  readonly backend: string | null;
  /** The SIMD kernel computes rather than TensorFlow.js. */
  readonly kernel: boolean;
  readonly iteration: number;
  readonly steps: number;
  readonly return100: number | null;
  readonly stepsPerSecond: number | null;
  readonly fingerprint: string | null;
  /** Hyperparameters as the last iteration had them; the experiment may hold edits that wait for the next one. */
  readonly config: RunConfig | null;
  /** Why the run stopped, where it did. */
  readonly diverged: string | null;
  /** The step after which it diverged, so that a page can offer a smaller one. */
  readonly divergence?: Pick<DivergedEvent, 'stepSizeKey' | 'stepSize'> | null;
}
