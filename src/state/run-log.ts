import type { IterationRecord } from '../engine/run-events.ts';
import type { StudyView } from '../engine/studies/study.ts';
import type { ComparisonView, LineView, ProgressBatch, Snapshot, StageFrame } from '../worker/messages.ts';
import { keepsSnapshot } from '../worker/snapshots.ts';
import type { LoggedEpisode, MetricLog } from './metric-log.ts';
import { type NumberedEpisode, packEpisodes, unpackEpisodes } from './packed-episodes.ts';
import { ThinnedList } from './thinned-list.ts';

/** Episodes behind the running mean. */
const WINDOW = 25;

/** A few of them, a few kB each. */
const MOST_COMPARISONS = 50;

interface Ended {
  readonly iteration: number;
  /** Its number among all episodes of the run, from 0. */
  readonly ordinal: number;
  readonly return: number;
}

/** Enough for every pixel of a wide screen, and little enough to be saved between two frames. */
const DEFAULT_CAPACITY = { iterations: 2048, episodes: 8192 };

/** The metric log that the controller writes: one listener call a batch, however much it brings. */
export class RunLog implements MetricLog {
  version = 0;
  line: LineView | null = null;
  stage: StageFrame | null = null;
  snapshots: readonly Snapshot[] = [];

  private lines: readonly LineView[] = [];
  private studies: readonly StudyView[] = [];
  /** In the order in which they were asked for, one a batch. */
  private comparisons: readonly ComparisonView[] = [];

  private readonly records: ThinnedList<IterationRecord>;
  private readonly ended: ThinnedList<NumberedEpisode>;
  /** The record of the newest checkpoint: the run may have to go on from there, and thinning drops it like any other. */
  private resumable: IterationRecord | null = null;
  /** Unthinned: the last window before the newest checkpoint and all since, so that a repeated piece gives equal means. */
  private recent: Ended[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(capacity: { readonly iterations: number; readonly episodes: number } = DEFAULT_CAPACITY) {
    const tells = ({ changes, evaluation }: IterationRecord) => changes.length > 0 || evaluation !== null;
    this.records = new ThinnedList(capacity.iterations, (record) => record.iteration, tells);
    this.ended = new ThinnedList(capacity.episodes, (episode) => episode.ordinal);
  }

  get iterations(): readonly IterationRecord[] {
    return this.records.items;
  }

  get episodes(): readonly LoggedEpisode[] {
    return this.ended.items;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  lineAt(iteration: number | null): LineView | null {
    if (iteration === null) return this.line;
    return this.lines.find((line) => line.iteration === iteration) ?? null;
  }

  studyAt(iteration: number | null): StudyView | null {
    if (iteration === null) return this.studies.at(-1) ?? null;
    return this.studies.find((study) => study.iteration === iteration) ?? null;
  }

  comparisonAt(iteration: number | null): ComparisonView | null {
    if (iteration === null) return this.comparisons.at(-1) ?? null;
    return this.comparisons.find((comparison) => comparison.iteration === iteration) ?? null;
  }

  append(batch: News): void {
    for (const record of batch.iterations) this.appendRecord(record);
    if (batch.line) this.line = batch.line;
    if (batch.snapshots.length) this.keepSnapshots(batch.snapshots);
    if (batch.lines?.length) this.lines = this.withNewer(this.lines, batch.lines);
    for (const study of batch.studies ?? []) this.addStudy(study);
    if (batch.checkpoint) {
      const { iteration } = batch.checkpoint;
      this.forgetReturnsBefore(iteration);
      this.resumable =
        [...batch.iterations, this.records.items.at(-1)].find((one) => one?.iteration === iteration) ?? null;
    }
    this.changed();
  }

  /** Other questions are asked: answers to earlier ones say nothing. */
  forgetStudies(): void {
    this.studies = [];
    this.changed();
  }

  setComparison(view: ComparisonView): void {
    const others = this.comparisons.filter(({ iteration }) => iteration !== view.iteration);
    this.comparisons = [...others, view].slice(-MOST_COMPARISONS);
    this.changed();
  }

  setStage(frame: StageFrame): void {
    this.stage = frame;
    this.changed();
  }

  /** Forgets everything after an iteration: the run goes on from there, and what follows comes again. */
  truncate(iteration: number): void {
    const records = this.recordsUntil(iteration);
    this.records.restore(records, records.length > 0 ? this.records.spacing : 1);
    this.ended.cut((episode) => episode.iteration <= iteration);
    this.recent = this.recent.filter((ended) => ended.iteration <= iteration);
    this.snapshots = this.snapshots.filter((snapshot) => snapshot.iteration <= iteration);
    this.lines = this.lines.filter((line) => line.iteration <= iteration);
    this.studies = this.studies.filter((study) => study.iteration <= iteration);
    // What a lost worker was about to say is not said any more.
    this.comparisons = this.comparisons.filter((view) => view.state === 'done' && view.iteration! <= iteration);
    if (this.line && this.line.iteration > iteration) this.line = null;
    this.changed();
  }

  /** Another run begins; where it acts in the same environment, the last picture stands until it shows its own. */
  clear({ keepStage = false } = {}): void {
    if (!keepStage) this.stage = null;
    this.resumable = null;
    this.truncate(-1);
  }

  /** What a later visit needs to show this run as it stood after `iteration`: plain data, quick to copy. */
  save(iteration: number): SavedLog {
    const until = <Item extends { readonly iteration: number }>(items: readonly Item[]) =>
      items.filter((item) => item.iteration <= iteration);
    return {
      // Episodes stand in their own list.
      iterations: this.recordsUntil(iteration).map((record) => ({ ...record, episodes: [] })),
      iterationSpacing: this.records.spacing,
      episodes: packEpisodes(until(this.ended.items)),
      episodeSpacing: this.ended.spacing,
      recent: until(this.recent).slice(-WINDOW),
      snapshots: until(this.snapshots),
    };
  }

  /** Takes over a saved log in place of this one. */
  load(saved: SavedLog): void {
    this.clear();
    this.records.restore(saved.iterations, saved.iterationSpacing);
    this.resumable = this.records.items.at(-1) ?? null;
    this.ended.restore(unpackEpisodes(saved.episodes), saved.episodeSpacing);
    this.recent = [...saved.recent];
    this.snapshots = saved.snapshots;
    this.changed();
  }

  /** Those of the iterations until this one. Where the newest checkpoint was taken after it, its own is among them. */
  private recordsUntil(iteration: number): readonly IterationRecord[] {
    const kept = this.iterations.filter((record) => record.iteration <= iteration);
    const { resumable } = this;
    return resumable?.iteration === iteration && kept.at(-1)?.iteration !== iteration ? [...kept, resumable] : kept;
  }

  private appendRecord(record: IterationRecord): void {
    this.records.push(record);
    const { iteration, updates, seconds } = record;
    for (const episode of record.episodes) {
      const ordinal = (this.recent.at(-1)?.ordinal ?? -1) + 1;
      this.recent.push({ iteration, ordinal, return: episode.return });
      const window = this.recent.slice(-WINDOW);
      const mean25 = window.reduce((sum, ended) => sum + ended.return, 0) / window.length;
      this.ended.push({ ...episode, iteration, updates, seconds, mean25, ordinal });
    }
  }

  private keepSnapshots(newer: readonly Snapshot[]): void {
    this.snapshots = this.withNewer(this.snapshots, newer);
  }

  /** In the order of their iterations, so that the last one is the newest. */
  private addStudy(study: StudyView): void {
    const others = this.studies.filter(({ iteration }) => iteration !== study.iteration);
    const newest = Math.max(study.iteration, others.at(-1)?.iteration ?? 0);
    this.studies = [...others, study]
      .sort((a, b) => a.iteration - b.iteration)
      .filter(
        ({ iteration }) => iteration === newest || iteration === study.iteration || keepsSnapshot(iteration, newest),
      );
  }

  private withNewer<Item extends { readonly iteration: number }>(
    kept: readonly Item[],
    newer: readonly Item[],
  ): readonly Item[] {
    const latest = newer.at(-1)!.iteration;
    const older = kept.filter(({ iteration }) => iteration < newer[0]!.iteration);
    return [...older, ...newer].filter(({ iteration }) => keepsSnapshot(iteration, latest));
  }

  private forgetReturnsBefore(iteration: number): void {
    const later = this.recent.findIndex((ended) => ended.iteration > iteration);
    const settled = later < 0 ? this.recent.length : later;
    this.recent = this.recent.slice(Math.max(0, settled - WINDOW));
  }

  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

type News = Pick<ProgressBatch, 'iterations' | 'line' | 'snapshots' | 'checkpoint'> &
  Partial<Pick<ProgressBatch, 'lines' | 'studies'>>;

export interface SavedLog {
  readonly iterations: readonly IterationRecord[];
  readonly iterationSpacing: number;
  /** See packEpisodes. */
  readonly episodes: Float64Array;
  readonly episodeSpacing: number;
  readonly recent: readonly Ended[];
  readonly snapshots: readonly Snapshot[];
}
