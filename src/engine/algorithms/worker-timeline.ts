import type { WorkerSegment, WorkerTimeline } from '../run-events.ts';

/** Writes down who did what when in one iteration, for a panel that draws it. */
export class TimelineLog {
  private readonly segments: WorkerSegment[] = [];
  private readonly updates: { worker: number | null; at: number; staleness: number }[] = [];

  constructor(
    readonly unit: WorkerTimeline['unit'],
    private readonly workers: number,
  ) {}

  add(...segments: readonly WorkerSegment[]): void {
    this.segments.push(...segments);
  }

  /** θ has changed; by a gradient of one worker, or of all (null). */
  update(worker: number | null, at: number, staleness: number): void {
    this.updates.push({ worker, at, staleness });
  }

  read(): WorkerTimeline {
    const { unit, workers, segments, updates } = this;
    return { unit, workers, segments: [...segments], updates: [...updates] };
  }
}
