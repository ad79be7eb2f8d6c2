import type { BackendId } from '../engine/run-spec.ts';
import type { Timing } from './timing.ts';

/** Milliseconds between two pings. */
const TICK = 2000;

/** Milliseconds of silence after which a worker is taken for dead; a software GPU may compute this long at a stretch. */
const PATIENCE = { loading: 60_000, webgpu: 60_000, wasm: 8000, cpu: 8000 };

/**
 * Notices that a worker has silently died: pings it every two seconds and counts the ticks at which the last answer is still
 * missing. It counts ticks rather than time, and none in a hidden tab, so that a laptop's sleep is not taken for a death.
 */
export class Watchdog {
  private awaited: number | null = null;
  private pings = 0;
  private silentTicks = 0;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly timing: Timing,
    private readonly isVisible: () => boolean,
    private readonly ping: (id: number) => void,
    private readonly onDeath: () => void,
  ) {}

  /** Watches over a worker from now on, while it loads or computes on a backend. */
  watch(work: 'loading' | BackendId): void {
    this.stop();
    this.awaited = null;
    this.silentTicks = 0;
    this.tick(Math.ceil(PATIENCE[work] / TICK));
  }

  onPong(id: number): void {
    if (id === this.awaited) this.awaited = null;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private tick(most: number): void {
    this.silentTicks = this.awaited !== null && this.isVisible() ? this.silentTicks + 1 : 0;
    if (this.silentTicks >= most) {
      this.stop();
      this.onDeath();
      return;
    }
    if (this.awaited === null) {
      this.awaited = ++this.pings;
      this.ping(this.awaited);
    }
    this.cancel = this.timing.after(TICK, () => this.tick(most));
  }
}
