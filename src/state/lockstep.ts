import { createStore, type StoreApi } from 'zustand/vanilla';
import type { IterationRecord } from '../engine/run-events.ts';
import type { ConfigValue, RunSpec } from '../engine/run-spec.ts';
import { TrainingClient } from '../worker/client.ts';
import type { WorkerHandle } from '../worker/endpoint.ts';
import { realTiming, type Timing } from '../worker/timing.ts';

/** Several runs that take their iterations together, apart from the Lab's run. */
export interface LockstepState {
  readonly status: 'idle' | 'running' | 'paused' | 'finished' | 'failed';
  /** Iterations that all runs have finished; one that diverged holds nobody up. */
  readonly iteration: number;
  /** What the runs were begun with, in the order of `runs`. */
  readonly specs: readonly RunSpec[];
  readonly runs: readonly LockstepRun[];
  /** Why it failed, in a sentence. */
  readonly message: string | null;
}

export interface LockstepRun {
  readonly records: readonly IterationRecord[];
  /** Why it went no further than its records. */
  readonly diverged: string | null;
}

export interface Course {
  readonly specs: readonly RunSpec[];
  readonly iterations: number;
  /** Hyperparameters that all runs take iteration `iteration` (from 1) with. Asked right before it. */
  readonly configAt: (iteration: number) => Readonly<Record<string, ConfigValue>>;
}

export interface Lockstep {
  readonly state: StoreApi<LockstepState>;
  /** From the beginning; runs in hand are dropped. */
  begin(course: Course): void;
  pause(): void;
  /** Goes on where it was paused. */
  resume(): void;
  /** Ends the workers, and keeps what the runs have shown. They can only begin anew. */
  stop(): void;
  /** Forgets everything. */
  clear(): void;
}

interface LockstepOptions {
  readonly createWorker: () => WorkerHandle;
  readonly timing?: Timing;
  /** An iteration takes at least this many milliseconds, so that somebody can follow, and take a hand. */
  readonly pace?: number;
}

const IDLE: LockstepState = { status: 'idle', iteration: 0, specs: [], runs: [], message: null };

/**
 * Every iteration is begun by itself, once its hyperparameters are settled and all have finished the one before. So what
 * comes out depends on the specs and on what `configAt` says, never on which worker is the faster one.
 */
export function createLockstep({ createWorker, timing = realTiming(), pace = 0 }: LockstepOptions): Lockstep {
  const state = createStore<LockstepState>(() => IDLE);
  let course: Course | null = null;
  let runners: Runner[] = [];
  let undoTimer: (() => void) | null = null;

  const publish = (change: Partial<LockstepState> = {}) => {
    const runs = runners.map(({ records, diverged }) => ({ records: [...records], diverged }));
    state.setState({ ...change, runs });
  };
  const isRunning = () => state.getState().status === 'running';
  const dismiss = () => {
    undoTimer?.();
    undoTimer = null;
    for (const runner of runners) runner.dispose();
  };

  const advance = () => {
    const { iteration } = state.getState();
    if (!course || !isRunning()) return;
    if (iteration >= course.iterations || runners.every(({ diverged }) => diverged !== null)) {
      dismiss();
      publish({ status: 'finished' });
      return;
    }
    const config = course.configAt(iteration + 1);
    const [begun, startedAt] = [runners, timing.now()];
    for (const runner of runners) runner.takeIteration(iteration + 1, config);
    void Promise.all(runners.map(({ arrived }) => arrived)).then(
      () => {
        if (begun !== runners) return;
        publish({ iteration: iteration + 1 });
        undoTimer = timing.after(Math.max(0, startedAt + pace - timing.now()), advance);
      },
      (error: Error) => {
        if (begun !== runners) return;
        dismiss();
        publish({ status: 'failed', message: error.message });
      },
    );
  };

  return {
    state,
    begin(wanted) {
      dismiss();
      course = wanted;
      runners = wanted.specs.map((spec) => new Runner(spec, createWorker, timing));
      publish({ ...IDLE, status: 'running', specs: wanted.specs });
      advance();
    },
    pause() {
      if (isRunning()) state.setState({ status: 'paused' });
    },
    resume() {
      if (state.getState().status !== 'paused') return;
      state.setState({ status: 'running' });
      // an iteration that was in hand when it was paused calls by itself
      if (runners.every(({ isResting }) => isResting)) {
        undoTimer?.();
        advance();
      }
    },
    stop() {
      if (!isRunning() && state.getState().status !== 'paused') return;
      dismiss();
      runners = [];
      state.setState({ status: 'finished' });
    },
    clear() {
      dismiss();
      runners = [];
      state.setState(IDLE);
    },
  };
}

/** One of the runs, one iteration at a time, in a worker of its own. */
class Runner {
  readonly records: IterationRecord[] = [];
  diverged: string | null = null;
  /** Resolves once the iteration asked for is there, or the run has ended; rejects if its worker cannot be kept alive. */
  arrived: Promise<void> = Promise.resolve();
  isResting = true;
  private target = 0;
  private inForce: Readonly<Record<string, ConfigValue>> = {};
  private settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | null = null;
  private readonly client: TrainingClient;

  constructor(spec: RunSpec, createWorker: () => WorkerHandle, timing: Timing) {
    this.inForce = spec.config;
    this.client = new TrainingClient({
      createWorker,
      timing,
      events: {
        onReady: () => {},
        onStage: () => {},
        onProgress: ({ iterations, diverged }) => {
          // after a restart some come again, identical
          for (const record of iterations) if (record.iteration > this.records.length) this.records.push(record);
          if (diverged) this.diverged = diverged.message;
        },
        onState: (news) => {
          if (news === 'finished' || news === 'diverged') this.rest();
          else if (news === 'paused') this.goOn();
        },
        onRestarted: () => this.goOn(),
        onStopped: (reason) => this.settle?.reject(new Error(reason)),
      },
    });
    this.client.start(spec, null);
  }

  takeIteration(iteration: number, config: Readonly<Record<string, ConfigValue>>): void {
    if (this.diverged !== null) return;
    this.target = iteration;
    this.isResting = false;
    this.arrived = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    const news = Object.entries(config).filter(([key, value]) => this.inForce[key] !== value);
    if (news.length > 0) this.client.change(Object.fromEntries(news));
    this.inForce = { ...this.inForce, ...config };
    this.client.step('iteration');
  }

  dispose(): void {
    this.client.terminate();
  }

  /** A worker that was lost may have taken iterations with it: they are taken again. */
  private goOn(): void {
    if (this.records.length >= this.target) this.rest();
    else this.client.step('iteration');
  }

  private rest(): void {
    this.isResting = true;
    this.settle?.resolve();
    this.settle = null;
  }
}
