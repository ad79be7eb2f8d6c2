import type { WorkerHandle } from '../worker/endpoint.ts';

/**
 * A worker that trains: the Lab's run, or runs that a panel trains by itself. The only place that names its module: of two
 * such places the bundler makes two workers, whose common chunks go missing.
 */
export const createTrainingWorker = (): WorkerHandle =>
  new Worker(new URL('../worker/train.worker.ts', import.meta.url), { type: 'module' });
