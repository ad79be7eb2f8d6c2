import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunSpec } from '../engine/run-spec.ts';
import type { WorkerHandle } from '../worker/endpoint.ts';
import { TrainingPool } from '../worker/pool.ts';
import type { Timing } from '../worker/timing.ts';
import { runKey } from './persistence.ts';

/** Many runs, to be judged by how they end. Results are kept by the run's own key: the same run is never trained twice. */
export interface SweepState {
  readonly status: 'idle' | 'running' | 'failed';
  readonly results: ReadonlyMap<string, RunResult>;
  /** Of the runs last asked for: how many have ended. */
  readonly done: number;
  readonly asked: number;
  /** Why it failed, in a sentence; what was found until then is kept. */
  readonly message: string | null;
}

export interface RunResult {
  /** Mean return of the greedy policy at the end; of the last 100 training episodes where nothing was evaluated. */
  readonly finalReturn: number | null;
  readonly diverged: boolean;
  readonly fingerprint: string | null;
}

export interface Sweep {
  readonly state: StoreApi<SweepState>;
  /** Trains those that are not known yet, in this order, several at once. Runs in hand are dropped. */
  run(specs: readonly RunSpec[]): void;
  /** Ends all workers. What has been found is kept, and `run` goes on from there. */
  stop(): void;
}

interface SweepOptions {
  readonly createWorker: () => WorkerHandle;
  /** Runs that train at once. */
  readonly size: number;
  readonly timing?: Timing;
}

/** What a result is kept under: all that the run depends on. */
export const sweepKey = runKey;

/** Trains in workers of its own, apart from the Lab's run. */
export function createSweep({ createWorker, size, timing }: SweepOptions): Sweep {
  const state = createStore<SweepState>(() => ({
    status: 'idle',
    results: new Map(),
    done: 0,
    asked: 0,
    message: null,
  }));
  let pool: TrainingPool | null = null;

  const end = (status: SweepState['status'], message: string | null = null) => {
    const ended = pool;
    pool = null;
    ended?.dispose();
    state.setState({ status, message });
  };

  const follow = async (mine: TrainingPool, spec: RunSpec) => {
    let finalReturn: number | null = null;
    const run = mine.run(spec, {
      onIterations: (records) => {
        for (const { evaluation, return100 } of records) finalReturn = evaluation?.mean ?? return100;
      },
    });
    try {
      const { how, fingerprint } = await run.ended;
      if (how === 'cancelled' || mine !== pool) return;
      const result: RunResult = { finalReturn, diverged: how === 'diverged', fingerprint };
      state.setState(({ results, done }) => ({ results: new Map(results).set(runKey(spec), result), done: done + 1 }));
      const { done, asked } = state.getState();
      if (done === asked) end('idle');
    } catch (error) {
      if (mine === pool) end('failed', error instanceof Error ? error.message : String(error));
    }
  };

  return {
    state,
    run(specs) {
      end('idle');
      const { results } = state.getState();
      const missing = specs.filter((spec) => !results.has(runKey(spec)));
      state.setState({ done: specs.length - missing.length, asked: specs.length });
      if (missing.length === 0) return;
      const mine = new TrainingPool({ createWorker, size: Math.min(size, missing.length), ...(timing && { timing }) });
      pool = mine;
      state.setState({ status: 'running' });
      for (const spec of missing) void follow(mine, spec);
    },
    stop: () => end('idle'),
  };
}
