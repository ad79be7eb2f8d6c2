/**
 * The one door to TensorFlow.js: which backend runs, when it is ready, and what happens when a GPU is lost.
 *
 * Only modules that train import this file; pages never do. One backend a worker: TensorFlow.js computes on the one that was
 * opened last, whoever asks, so that runs on different ones do not go together in a thread.
 */
import * as tf from '@tensorflow/tfjs-core';
// After the core, never before it: gradients register themselves on the engine that the core creates.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasm from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { reasonOf } from './reason.ts';
import type { BackendId } from './run-spec.ts';

export { tf };

export interface OpenBackend {
  /** What really runs. */
  readonly id: BackendId;
  /** Why it is not what was asked for; null if it is. */
  readonly notice: string | null;
  /** Resolves with a sentence if the device is lost; never otherwise. */
  readonly lost: Promise<string>;
}

const NEVER = new Promise<string>(() => {});

/** Settled once no backend is being opened. */
let opening: Promise<unknown> = Promise.resolve();

/** Opens the backend that was asked for, or the next best one with a notice that says so. */
export function openBackend(wanted: BackendId): Promise<OpenBackend> {
  // One after another: TensorFlow.js gives up a backend that is still opening when the next is asked for.
  const opened = opening.then(() => open(wanted));
  opening = opened.catch(() => {});
  return opened;
}

async function open(wanted: BackendId): Promise<OpenBackend> {
  if (wanted === 'cpu') return { id: await activate('cpu'), notice: null, lost: NEVER };
  if (wanted === 'wasm') return openWasm(null);
  const gpu = await openWebGpu();
  if (typeof gpu === 'object') return gpu;
  return openWasm(`WebGPU cannot run here: ${gpu} WASM runs instead.`);
}

async function openWasm(notice: string | null): Promise<OpenBackend> {
  // Threads need cross-origin isolation, break under minifiers, and are slower at these sizes.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasm,
    'tfjs-backend-wasm-simd.wasm': wasmSimd,
    // Never loaded, but the map has to be complete.
    'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
  });
  try {
    return { id: await activate('wasm'), notice, lost: NEVER };
  } catch (error) {
    const why = `WebAssembly could not start (${reasonOf(error)}); plain JavaScript runs instead, slowly.`;
    return { id: await activate('cpu'), notice: [notice, why].filter(Boolean).join(' '), lost: NEVER };
  }
}

/** Returns the reason as a sentence where it cannot run. */
async function openWebGpu(): Promise<OpenBackend | string> {
  if (typeof navigator === 'undefined' || !navigator.gpu) return 'this browser does not offer it.';
  try {
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) return 'the browser found no graphics adapter.';
    const device = await adapter.requestDevice();
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    // We hold the device ourselves, so that its loss is ours to notice.
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
    const lost = device.lost.then((info) => `The graphics device was lost (${info.message || info.reason}).`);
    return { id: await activate('webgpu'), notice: null, lost };
  } catch (error) {
    return `it could not start (${reasonOf(error)}).`;
  }
}

async function activate(id: BackendId): Promise<BackendId> {
  if (!(await tf.setBackend(id))) throw new Error(`TensorFlow.js has no backend "${id}" here`);
  await tf.ready();
  return id;
}

/** Values of a tensor: at once where memory is shared with the CPU, as a promise on a GPU. Does not dispose it. */
export function read(tensor: tf.Tensor): Float32Array | Promise<Float32Array> {
  return (tf.getBackend() === 'webgpu' ? tensor.data() : tensor.dataSync()) as Float32Array | Promise<Float32Array>;
}

/** The value of a scalar, which is disposed. */
export async function readScalar(scalar: tf.Scalar): Promise<number> {
  const value = (await read(scalar))[0]!;
  scalar.dispose();
  return value;
}
