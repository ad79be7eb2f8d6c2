import { createTrainer } from '../engine/create-trainer.ts';
import type { Endpoint } from './endpoint.ts';
import { gradientCrew } from './gradient-crew.ts';
import type { FromGradientWorker, ToGradientWorker } from './gradient-messages.ts';
import { serveTraining } from './host.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { serveGradients } from './serve-gradients.ts';

/** Workers that a training worker starts, out of this very module, are told apart by their name. */
const GRADIENTS = 'gradients';

/** Null in browsers where a worker cannot start another. */
const crew =
  typeof Worker === 'undefined'
    ? null
    : gradientCrew(() => new Worker(self.location.href, { type: 'module', name: GRADIENTS }));

if (self.name === GRADIENTS) {
  serveGradients(self as unknown as Endpoint<FromGradientWorker, ToGradientWorker>);
} else {
  /** The training worker: one run after the other, told and answered by messages. */
  serveTraining(self as unknown as Endpoint<FromWorker, ToWorker>, (spec, host, checkpoint) =>
    createTrainer(spec, host, checkpoint, crew),
  );
}
