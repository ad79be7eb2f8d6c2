import type { DiagnosticId, LineValues, WorkerSegment, WorkerTimeline } from '../run-events.ts';

/** Writes down who did what when in one iteration, for a panel that draws it. */
export class TimelineLog {
  private readonly segments: WorkerSegment[] = [];
  private readonly updates: { worker: number | null; at: number; staleness: number }[] = [];

  constructor(
    readonly unit: WorkerTimeline['unit'],
    protected readonly workers: number,
  ) {}

  add(...segments: readonly WorkerSegment[]): void {
    this.segments.push(...segments);
  }

  /** θ has changed; by a gradient of one worker, or of all (null). */
  update(worker: number | null, staleness: number, at: number): void {
    this.updates.push({ worker, at, staleness });
  }

  /** As a line hands it out to whoever wants it. */
  diagnostics(wants: ReadonlySet<DiagnosticId>): Pick<LineValues, 'diagnostics'> {
    if (!wants.has('workerTimeline')) return {};
    const { unit, workers, segments, updates } = this;
    return { diagnostics: { workerTimeline: { unit, workers, segments: [...segments], updates: [...updates] } } };
  }
}

/** The same for actors in lockstep, who all do the same all the time. */
export class LockstepLog extends TimelineLog {
  private since: number;

  constructor(
    private readonly now: () => number,
    workers: number,
  ) {
    super('ms', workers);
    this.since = now();
  }

  /** What all have done since the last call. */
  all(kind: WorkerSegment['kind']): void {
    const to = this.now();
    for (let worker = 0; worker < this.workers; worker++) this.add({ worker, kind, from: this.since, to });
    this.since = to;
  }

  /** θ has changed, by all their gradients together; none was stale. */
  updateByAll(): void {
    this.update(null, 0, this.since);
  }
}
