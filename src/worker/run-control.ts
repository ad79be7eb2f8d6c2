import type { RunState } from './messages.ts';
import type { Timing } from './timing.ts';

/** How far a run may go on: until told otherwise, to a pseudo-code line, to the end of the iteration. */
export type Mode = 'stopped' | 'playing' | 'to-line' | 'to-iteration';

/** Milliseconds between two moments at which messages get in. */
const YIELD_INTERVAL = 12;
/** Milliseconds that a pause waits for the line in hand to end, where its values can be seen; then it stops in mid-line. */
const PAUSE_PATIENCE = 40;

/** Thrown into a pull that a newer run has made pointless, so that the trainer unwinds and frees what it holds. */
class Abandoned extends Error {}

/** What a run is allowed to do. Messages change it from outside, and the run waits here for the next one. */
export class RunControl {
  mode: Mode = 'stopped';
  isAbandoned = false;
  private wake: () => void = () => {};
  private yieldedAt = 0;
  private stopBy = 0;

  constructor(
    private readonly timing: Timing,
    /** What the run is while it stands still. */
    public resting: RunState,
  ) {}

  get isStopped(): boolean {
    return this.mode === 'stopped' && !this.isAbandoned;
  }

  /** A pause was asked for only just now: the line in hand may still end. */
  get isPatient(): boolean {
    return this.timing.now() < this.stopBy;
  }

  go(mode: Mode): void {
    if (this.resting === 'diverged') return;
    this.mode = mode;
    this.wake();
  }

  stop(resting: RunState): void {
    this.mode = 'stopped';
    this.resting = resting;
    this.stopBy = this.timing.now() + PAUSE_PATIENCE;
    this.wake();
  }

  abandon(): void {
    this.isAbandoned = true;
    this.wake();
  }

  /** Something has changed: whoever waits looks again. */
  stir(): void {
    this.wake();
  }

  /** Resolves at the next message that changes something. */
  nextMessage(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** Waits for so long, and not on where a message ends the playing or what the wait is for. */
  async dwell(milliseconds: number, isWanted: () => boolean): Promise<void> {
    const until = this.timing.now() + milliseconds;
    while (this.mode === 'playing' && isWanted() && this.timing.now() < until && !this.isAbandoned) {
      const woken = this.nextMessage();
      const undo = this.timing.after(until - this.timing.now(), () => this.wake());
      await woken;
      undo();
    }
  }

  /** Lets messages in, a few times in every frame of a page. */
  async yieldIfDue(): Promise<void> {
    if (this.timing.now() - this.yieldedAt < YIELD_INTERVAL) return;
    await this.timing.macrotask();
    this.yieldedAt = this.timing.now();
  }

  unwindIfAbandoned(): void {
    if (this.isAbandoned) throw new Abandoned();
  }
}
