/** A clock that stands still while the run does: training time, free of pauses. */
export class RunningClock {
  private elapsed = 0;
  private since: number | null = null;

  constructor(private readonly wallClock: () => number) {}

  /** Milliseconds of running so far. */
  now(): number {
    return this.elapsed + (this.since === null ? 0 : this.wallClock() - this.since);
  }

  start(): void {
    this.since ??= this.wallClock();
  }

  stop(): void {
    this.elapsed = this.now();
    this.since = null;
  }
}

/** Milliseconds that the rate looks back over. */
const WINDOW = 2000;

/** Steps a second over the last seconds of running, or over the last iteration where that took longer. */
export class SpeedMeter {
  private readonly marks: { readonly time: number; readonly steps: number }[] = [];

  /** `steps` environment steps in all were done by `time` (milliseconds of running). */
  mark(time: number, steps: number): void {
    this.marks.push({ time, steps });
    while (this.marks.length > 2 && this.marks[1]!.time <= time - WINDOW) this.marks.shift();
  }

  /** 0 until there are two marks to measure between. */
  perSecond(): number {
    const first = this.marks[0];
    const last = this.marks.at(-1);
    if (!first || !last || last.time <= first.time) return 0;
    return (1000 * (last.steps - first.steps)) / (last.time - first.time);
  }
}
