import type { Checkpoint, RunSpec } from '../engine/run-spec.ts';
import type { Timing } from '../worker/timing.ts';
import { type RunStorage, runKey, type SavedRun } from './persistence.ts';
import type { SavedLog } from './run-log.ts';

/** Milliseconds between two saves of a run that goes on. */
const INTERVAL = 5000;

/** Saves the run in hand at its checkpoints, each once under the experiment that it belongs to at the time. */
export class RunKeeper {
  private spec: RunSpec | null = null;
  private saved: Checkpoint | null = null;
  private savedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly storage: RunStorage,
    private readonly timing: Timing,
  ) {}

  find(spec: RunSpec): Promise<SavedRun | null> {
    return this.storage.find(spec);
  }

  /** The run goes on: saves it now and then. */
  mayKeep(spec: RunSpec, checkpoint: Checkpoint | null, log: (iteration: number) => SavedLog): void {
    if (this.timing.now() - this.savedAt >= INTERVAL) this.keep(spec, checkpoint, log);
  }

  /** The run stands still, or its page is about to go: saves what has happened since the last time. */
  keep(spec: RunSpec, checkpoint: Checkpoint | null, log: (iteration: number) => SavedLog): void {
    if (!checkpoint || checkpoint.iteration === 0) return;
    // Edited meanwhile, it has become the run of another experiment.
    if (this.spec && runKey(this.spec) !== runKey(spec)) this.forget();
    if (checkpoint === this.saved) return;
    this.spec = spec;
    this.saved = checkpoint;
    this.savedAt = this.timing.now();
    void this.storage.save(spec, { checkpoint, log: log(checkpoint.iteration) });
  }

  /** A saved run was taken up again. */
  adopt(spec: RunSpec, { checkpoint }: SavedRun): void {
    this.spec = spec;
    this.saved = checkpoint;
    this.savedAt = this.timing.now();
  }

  /** The run in hand is over, or given up. */
  forget(): void {
    if (this.spec) void this.storage.forget(this.spec);
    this.spec = this.saved = null;
    this.savedAt = this.timing.now();
  }
}
