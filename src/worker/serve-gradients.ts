import type { Assistant } from '../engine/algorithms/algorithm.ts';
import { createAssistant } from '../engine/create-assistant.ts';
import { reasonOf } from '../engine/reason.ts';
import { buffersOf, type Endpoint } from './endpoint.ts';
import type { FromGradientWorker, ToGradientWorker } from './gradient-messages.ts';

/** A gradient worker's side of the protocol, over any endpoint: computes what it is told to, one task after the other. */
export function serveGradients(endpoint: Endpoint<FromGradientWorker, ToGradientWorker>): void {
  let assistant: Assistant | null = null;

  const answer = async (message: Exclude<ToGradientWorker, { type: 'ping' }>): Promise<void> => {
    if (message.type === 'open') {
      assistant = await createAssistant(message.spec, message.number, () => performance.now());
      endpoint.postMessage({ type: 'ready' });
    } else {
      const gradient = await assistant!.compute(message.task);
      endpoint.postMessage({ type: 'gradient', gradient }, buffersOf(gradient));
    }
  };

  endpoint.onmessage = ({ data: message }) => {
    if (message.type === 'ping') endpoint.postMessage({ type: 'pong', id: message.id });
    else answer(message).catch((error: unknown) => endpoint.postMessage({ type: 'failed', message: reasonOf(error) }));
  };
}
