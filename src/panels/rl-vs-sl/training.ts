import { createLockstep, type Lockstep } from '../../state/lockstep.ts';
import { createTrainingWorker } from '../../state/training-worker.ts';

/** Milliseconds that an update takes at least: all of them take seconds, and there is time to drag the step size. */
const PACE = 60;

let training: Lockstep | undefined;

/** The one pair of runs of this tab. What it has shown outlives the panel; its workers do not. */
export function pairedTraining(): Lockstep {
  training ??= createLockstep({
    createWorker: createTrainingWorker,
    pace: PACE,
  });
  return training;
}
