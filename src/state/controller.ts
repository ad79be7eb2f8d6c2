import type { StoreApi } from 'zustand/vanilla';
import type { DiagnosticId } from '../engine/run-events.ts';
import type { ConfigValue } from '../engine/run-spec.ts';
import type { StudyRequest } from '../engine/studies/study.ts';
import type { Experiment, Notice } from '../presets/experiment.ts';
import type { MetricLog } from './metric-log.ts';
import type { PinnedRun } from './pinned-runs.ts';
import type { Session } from './session.ts';

/** Everything that a page or a panel can do to an experiment and its run. The one writer of the session store. */
export interface Controller {
  readonly session: StoreApi<Session>;
  readonly log: MetricLog;
  /** Earlier runs kept for comparison; written by `pin` and `unpin` alone. */
  readonly pinned: StoreApi<readonly PinnedRun[]>;

  /** Take over an experiment, as decoded from a URL. The run restarts only if something that it depends on differs. */
  open(experiment: Experiment, notices: readonly Notice[]): void;
  play(): void;
  pause(): void;
  step(to: 'line' | 'iteration'): void;
  /** How fast to play: milliseconds that an iteration takes at least; 0 is full speed. Changes nothing of the run itself. */
  setPace(milliseconds: number): void;
  /** The same experiment from its beginning. */
  reset(): void;
  newSeed(): void;
  /** Another algorithm, environment or seed: a new run with that pairing's tuned defaults. */
  choose(part: { readonly algo?: string; readonly env?: string; readonly seed?: number }): void;
  /** A hyperparameter. Structural fields begin a new run; all others apply from the next iteration. */
  change(key: string, value: ConfigValue): void;
  /** After the end: raise `totalSteps` (by default by as much again) and play on. */
  goOn(totalSteps?: number): void;
  setPanels(panels: readonly string[]): void;
  setPanelState(panel: string, key: string, value: ConfigValue): void;
  /** Show the policy of an earlier iteration (the nearest one kept); null is live. */
  lookBackAt(iteration: number | null): void;
  /**
   * Freezes the batch in sight, brings the run to a stand, and tries the lecture's updates on it, each from the same θ. How
   * far that has come stands in the log.
   */
  compareUpdates(): void;
  /** Keeps the curve of the run as it stands, whatever comes after it. */
  pin(): void;
  unpin(id: number): void;
  dismissNotice(index: number): void;
  /** What visible panels need from the worker; each call replaces what `owner` asked for before. Returns its undoing. */
  want(owner: string, need: PanelNeed): () => void;
  dispose(): void;
}

export interface PanelNeed {
  readonly diagnostics?: readonly DiagnosticId[];
  /** Asked of each update in sight. */
  readonly studies?: readonly StudyRequest[];
  /** Copies of the environment to act for show. */
  readonly stageCopies?: number;
  /** How fast time passes for them: 1 as in the world; Infinity is as fast as it goes. */
  readonly stageSpeed?: number;
}
