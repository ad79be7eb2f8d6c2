import type { LineEvent } from '../engine/run-events.ts';

/**
 * Which lines of a running algorithm are looked at. Looking costs time, so it happens in a few iterations a second, and in
 * those where a line is passed for the last time: of all minibatches, the one whose ratios have gone furthest. In an iteration
 * that lasts, every line also now and then.
 */
export class LineSampler {
  private isSampled = false;
  private sampledAt = Number.NEGATIVE_INFINITY;
  /** When the iteration passed its first line; null before it has. */
  private begunAt: number | null = null;
  private readonly lookedAt = new Map<number, number>();

  /** @param interval Milliseconds between two looks. */
  constructor(private readonly interval: number) {}

  /** Whether to look at this occurrence of a line. */
  looksAt({ line, final }: LineEvent, now: number): boolean {
    if (this.begunAt === null) {
      this.begunAt = now;
      this.isSampled = now - this.sampledAt >= this.interval;
      if (this.isSampled) this.sampledAt = now;
    }
    const isOverdue = now - (this.lookedAt.get(line) ?? this.begunAt) >= this.interval;
    const looks = isOverdue || (this.isSampled && final);
    if (looks) this.lookedAt.set(line, now);
    return looks;
  }

  endIteration(): void {
    this.begunAt = null;
    this.lookedAt.clear();
  }
}
