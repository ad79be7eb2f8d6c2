import type { GradientTask, WorkerGradient } from '../engine/gradient-workers.ts';
import type { RunSpec } from '../engine/run-spec.ts';

/** What a training worker says to a worker that computes gradients for it. */
export type ToGradientWorker =
  /** Always the first message, and sent once: answered by `ready` or `failed`. */
  | { readonly type: 'open'; readonly spec: RunSpec; readonly number: number }
  /** One at a time: answered by `gradient` or `failed`. */
  | { readonly type: 'compute'; readonly task: GradientTask }
  | { readonly type: 'ping'; readonly id: number };

/** What it answers. */
export type FromGradientWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'gradient'; readonly gradient: WorkerGradient }
  | { readonly type: 'pong'; readonly id: number }
  | { readonly type: 'failed'; readonly message: string };
