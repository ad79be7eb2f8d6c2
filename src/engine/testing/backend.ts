import { openBackend } from '../tf.ts';

/** Opens the backend that runs by default. @throws Error if it cannot run here. */
export async function openWasm(): Promise<void> {
  const { id, notice } = await openBackend('wasm');
  if (id !== 'wasm') throw new Error(notice ?? `the backend is ${id}`);
}
