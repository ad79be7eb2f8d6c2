import type { EpisodeRecord, IterationRecord } from '../engine/run-events.ts';
import type { Studies } from '../engine/studies/study.ts';
import type { ComparisonView, LineView, Snapshot, StageFrame } from '../worker/messages.ts';

/**
 * What a run has shown so far, outside React: panels subscribe and draw on the next animation frame.
 * Bounded: episodes beyond `capacity` are thinned evenly, so that a run of days still fits and a curve keeps its shape.
 */
export interface MetricLog {
  /** Grows with every change. */
  readonly version: number;
  subscribe(listener: () => void): () => void;
  readonly iterations: readonly IterationRecord[];
  /** Every episode with the clock and update count of the iteration in which it ended. */
  readonly episodes: readonly LoggedEpisode[];
  readonly line: LineView | null;
  readonly stage: StageFrame | null;
  readonly snapshots: readonly Snapshot[];
  /** All that was seen of an iteration's lines, where it is kept; null is the newest line with its iteration's. */
  lineAt(iteration: number | null): LineView | null;
  /** What studies say of an iteration's update, or of the newest one studied (null); null where nothing is known of it. */
  studyAt(iteration: number | null): { readonly iteration: number; readonly studies: Studies } | null;
  /** What became of comparing updates on the batch of an iteration, or the newest comparison (null); null where none was. */
  comparisonAt(iteration: number | null): ComparisonView | null;
}

export interface LoggedEpisode extends EpisodeRecord {
  readonly iteration: number;
  readonly updates: number;
  readonly seconds: number;
  /** Mean return over the last 25 episodes, this one included. */
  readonly mean25: number;
}
