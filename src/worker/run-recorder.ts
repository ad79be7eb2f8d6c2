import type { DiagnosticId, LineEvent } from '../engine/run-events.ts';
import type { Trainer } from '../engine/trainer.ts';
import { LineWatch } from './line-watch.ts';
import type { Outbox } from './outbox.ts';
import { keepsSnapshot } from './snapshots.ts';
import type { Stage } from './stage.ts';

/** Milliseconds of training between two resume checkpoints. */
const CHECKPOINT_INTERVAL = 1000;

/** What a run leaves for those who watch it, look back or come again: the values of its lines, θ, resume checkpoints. */
export class RunRecorder {
  private readonly lines = new LineWatch();
  private checkpointAt = CHECKPOINT_INTERVAL;

  constructor(
    private readonly outbox: Outbox,
    private readonly stage: Stage,
    /** The last iteration with a checkpoint: the one that the run goes on from, to begin with. */
    private checkpointed: number,
  ) {}

  /** What visible panels want to see of lines besides values. */
  want(diagnostics: readonly DiagnosticId[]): void {
    this.lines.wants = new Set(diagnostics);
  }

  /** The algorithm waits at a line of `iteration`: it is shown where a look is due or somebody watches. */
  async arrive(event: LineEvent, iteration: number, now: number, isWatched: boolean): Promise<void> {
    const isDue = this.lines.arrive(event, now);
    if (isDue || isWatched) await this.showLine(iteration);
    else if (event.final && this.isKeptWhole(iteration)) await this.lines.look(iteration);
  }

  /** The algorithm goes on from its line. */
  leave(): void {
    this.lines.leave();
  }

  async showLine(iteration: number): Promise<void> {
    const view = await this.lines.look(iteration);
    if (view) this.outbox.setLine(view);
  }

  /** Keeps what was seen of the lines of an iteration that has ended, where it can be looked back at. */
  endLines(iteration: number): void {
    const seen = keepsSnapshot(iteration, iteration) ? this.lines.summary(iteration) : null;
    if (seen) this.outbox.addLines(seen);
    this.lines.endIteration();
  }

  /** Hands θ after an iteration to whoever is to see it: the timeline, the stage. */
  async keepTheta(trainer: Trainer, iteration: number): Promise<void> {
    const kept = keepsSnapshot(iteration, iteration);
    if (!kept && !this.stage.isHungry) return;
    const theta = (await trainer.theta()).slice();
    if (kept) this.outbox.addSnapshot({ iteration, theta: theta.slice() });
    this.stage.feed(theta);
  }

  /** @param now milliseconds of training so far */
  isCheckpointDue(now: number): boolean {
    return now >= this.checkpointAt;
  }

  /** Between two iterations: keeps a checkpoint, unless this iteration has one. */
  async keepCheckpoint(trainer: Trainer, iteration: number, now: number): Promise<void> {
    if (iteration === this.checkpointed) return;
    this.checkpointed = iteration;
    this.checkpointAt = now + CHECKPOINT_INTERVAL;
    // A copy: it waits in the outbox while the trainer may go on writing into its own arrays.
    this.outbox.setCheckpoint(structuredClone(await trainer.checkpoint()));
  }

  /** The iteration in hand can be looked back at, and panels are open that want to see its lines. */
  private isKeptWhole(iteration: number): boolean {
    return this.lines.wants.size > 0 && keepsSnapshot(iteration, iteration);
  }
}
