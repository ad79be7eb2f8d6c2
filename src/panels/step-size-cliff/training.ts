import { createSweep, type Sweep } from '../../state/sweep.ts';
import { createTrainingWorker } from '../../state/training-worker.ts';

/** Runs at once: the page itself wants a core, and each worker holds an engine. */
const MOST_WORKERS = 4;

let sweep: Sweep | undefined;

/** The one sweep of this tab. What it has found outlives the panel; its workers do not. */
export function stepSizeSweep(): Sweep {
  sweep ??= createSweep({
    createWorker: createTrainingWorker,
    size: Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency - 1)),
  });
  return sweep;
}
