import type { Endpoint } from './endpoint.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { type CreateTrainer, RunHost } from './run-host.ts';
import { realTiming, type Timing } from './timing.ts';

/**
 * The worker's side of the protocol, over any endpoint: one run after the other. A `start` ends the run in hand before
 * the next one begins; a page that is not answered (see `ping`) may take this worker for dead.
 */
export function serveTraining(
  endpoint: Endpoint<FromWorker, ToWorker>,
  createTrainer: CreateTrainer,
  timing: Timing = realTiming(),
): void {
  let current: RunHost | null = null;
  let ended = Promise.resolve();

  endpoint.onmessage = ({ data: message }) => {
    switch (message.type) {
      case 'start': {
        current?.abandon();
        const next = new RunHost(message, createTrainer, endpoint, timing);
        current = next;
        ended = ended.then(() => next.live());
        break;
      }
      case 'ping':
        endpoint.postMessage({ type: 'pong', id: message.id });
        break;
      default:
        current?.receive(message);
    }
  };
}
