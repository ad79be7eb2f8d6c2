import type { Controller } from '../../state/controller.ts';
import { createController } from '../../state/create-controller.ts';
import { createTrainingWorker } from '../../state/training-worker.ts';

let controller: Controller | undefined;

/**
 * The one experiment of this tab. It outlives the page: whoever leaves the Lab for another page and comes back finds the
 * run where it has got to meanwhile.
 */
export function labController(): Controller {
  controller ??= createController({ createWorker: createTrainingWorker });
  return controller;
}
