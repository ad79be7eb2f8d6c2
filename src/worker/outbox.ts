import type { DivergedEvent, IterationRecord } from '../engine/run-events.ts';
import type { Checkpoint } from '../engine/run-spec.ts';
import type { StudyView } from '../engine/studies/study.ts';
import { buffersOf, type Endpoint } from './endpoint.ts';
import type { FromWorker, LineView, RunState, Snapshot, ToWorker } from './messages.ts';

/** Milliseconds between two batches of a running run: about 15 a second. */
const BATCH_INTERVAL = 66;

/** Iterations that may wait for a page that takes none; training then waits too. */
const MOST_WAITING = 2000;

/**
 * What has happened and is not sent yet. At most one batch is on its way: until the page has taken it, news are merged
 * into the next one, so that a slow page never faces a pile.
 */
export class Outbox {
  private iterations: IterationRecord[] = [];
  private snapshots: Snapshot[] = [];
  private lines: LineView[] = [];
  private studies: StudyView[] = [];
  private line: LineView | null = null;
  private diverged: DivergedEvent | null = null;
  private checkpoint: Checkpoint | null = null;

  private sent = 0;
  /** The last batch sent is not taken yet. */
  private isOnItsWay = false;
  private sentAt = Number.NEGATIVE_INFINITY;
  private urgent = false;
  private announcement: RunState | null = null;

  constructor(
    private readonly endpoint: Endpoint<FromWorker, ToWorker>,
    private readonly now: () => number,
    private readonly stepsPerSecond: () => number,
  ) {}

  get full(): boolean {
    return this.iterations.length >= MOST_WAITING;
  }

  addIteration(record: IterationRecord): void {
    this.iterations.push(record);
  }

  addSnapshot(snapshot: Snapshot): void {
    this.snapshots.push(snapshot);
  }

  /** All that was seen of an iteration's lines. */
  addLines(view: LineView): void {
    this.lines.push(view);
  }

  addStudy(view: StudyView): void {
    this.studies.push(view);
  }

  /** The values that a diagnostic or checkpoint holds become the outbox's own: they are transferred. */
  setLine(line: LineView): void {
    this.line = line;
  }

  setCheckpoint(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint;
  }

  setDiverged(event: DivergedEvent): void {
    this.diverged = event;
  }

  /** The page has taken batch `id`. */
  onTaken(id: number): void {
    if (id !== this.sent) return;
    this.isOnItsWay = false;
    this.pump();
  }

  /** The run stands still in `state`: all news go out at once, and then this. */
  announce(state: RunState): void {
    this.announcement = state;
    this.urgent = true;
    this.pump();
  }

  /** The run goes on: an announcement that still waits has become untrue. */
  announceAtOnce(state: RunState): void {
    this.announcement = null;
    this.urgent = false;
    this.endpoint.postMessage({ type: 'state', state });
  }

  /** Sends what may be sent now. */
  pump(): void {
    const mayGo = !this.isOnItsWay && (this.urgent || this.now() - this.sentAt >= BATCH_INTERVAL);
    if (mayGo && this.hasNews()) this.send();
    if (this.announcement !== null && !this.hasNews()) {
      this.endpoint.postMessage({ type: 'state', state: this.announcement });
      // Whatever comes while the run stands still goes out at once: nothing follows that would take it along.
      this.announcement = null;
    }
  }

  private hasNews(): boolean {
    const { iterations, snapshots, lines, studies } = this;
    const lists = [iterations, snapshots, lines, studies];
    return lists.some(({ length }) => length > 0) || Boolean(this.line || this.diverged || this.checkpoint);
  }

  private send(): void {
    const { iterations, line, diverged, snapshots, lines, studies, checkpoint } = this;
    const transfer = buffersOf(line?.diagnostics, lines, snapshots, studies, checkpoint?.parts);
    const stepsPerSecond = this.stepsPerSecond();
    const id = ++this.sent;
    this.isOnItsWay = true;
    this.endpoint.postMessage(
      { type: 'progress', id, iterations, line, diverged, snapshots, lines, studies, checkpoint, stepsPerSecond },
      transfer,
    );
    this.sentAt = this.now();
    this.iterations = [];
    this.snapshots = [];
    this.lines = [];
    this.studies = [];
    this.line = this.diverged = this.checkpoint = null;
  }
}
