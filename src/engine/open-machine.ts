import type { Kernel } from './kernels/kernel.ts';
import { loadKernel } from './kernels/load.ts';
import type { BackendId } from './run-spec.ts';
import { type OpenBackend, openBackend } from './tf.ts';

/** What a run computes with. */
export interface Machine {
  /** With one notice for all that is not as it was asked for. */
  readonly backend: OpenBackend;
  /** A SIMD kernel of the run's own, which computes on WASM; null where TensorFlow.js does it all. */
  readonly kernel: Kernel | null;
}

/** Opens the backend that was asked for, or the next best one, and on WASM the kernel. */
export async function openMachine(wanted: BackendId): Promise<Machine> {
  const backend = await openBackend(wanted);
  if (backend.id !== 'wasm') return { backend, kernel: null };
  const { kernel, notice } = await loadKernel();
  const notices = [backend.notice, notice].filter((sentence) => sentence !== null);
  return { backend: { ...backend, notice: notices.join(' ') || null }, kernel: kernel?.instantiate() ?? null };
}
