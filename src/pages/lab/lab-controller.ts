import type { Controller } from '../../state/controller.ts';
import { createController } from '../../state/create-controller.ts';

let controller: Controller | undefined;

/**
 * The one experiment of this tab. It outlives the page: whoever leaves the Lab for another page and comes back finds the
 * run where it has got to meanwhile.
 */
export function labController(): Controller {
  controller ??= createController({
    createWorker: () => new Worker(new URL('../../worker/train.worker.ts', import.meta.url), { type: 'module' }),
  });
  return controller;
}
