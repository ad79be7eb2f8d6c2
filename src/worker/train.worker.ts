import { createTrainer } from '../engine/create-trainer.ts';
import type { Endpoint } from './endpoint.ts';
import { serveTraining } from './host.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** The training worker: one run after the other, told and answered by messages. */
serveTraining(self as unknown as Endpoint<FromWorker, ToWorker>, createTrainer);
