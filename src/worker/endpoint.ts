/** One side of a message channel: a worker's global scope, a MessagePort, or one half of a pair in a test. */
export interface Endpoint<Out, In> {
  postMessage(message: Out, transfer?: Transferable[]): void;
  onmessage: ((event: { readonly data: In }) => void) | null;
}

/** What the page uses of a worker. */
export type WorkerHandle = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

/** The buffers behind all typed arrays of plain data, each once: what a message can hand over instead of copying. */
export function buffersOf(...values: readonly unknown[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!ArrayBuffer.isView(value)) Object.values(value).forEach(visit);
    else if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  };
  values.forEach(visit);
  return [...buffers];
}
