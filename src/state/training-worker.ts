import type { WorkerHandle } from '../worker/endpoint.ts';

/** A worker for runs that a panel trains by itself, apart from the Lab's. */
export const createTrainingWorker = (): WorkerHandle =>
  new Worker(new URL('../worker/train.worker.ts', import.meta.url), { type: 'module' });
