import { reasonOf } from '../reason.ts';
import kernelUrl from './assembly/index.wasm?url';
import type { KernelExports } from './exports.ts';
import { Kernel } from './kernel.ts';

/** The compiled kernel: makes as many independent kernels as wanted, each with its own memory. */
export interface KernelModule {
  instantiate(): Kernel;
}

/** `kernel` is null where it cannot run; `notice` then says why, in a sentence. */
export type LoadedKernel =
  | { readonly kernel: KernelModule; readonly notice: null }
  | { readonly kernel: null; readonly notice: string };

/** Fetches and compiles the SIMD kernel. Never throws. @param read how to come by the file's bytes */
export async function loadKernel(read: () => Promise<Uint8Array<ArrayBuffer>> = readFile): Promise<LoadedKernel> {
  try {
    const bytes = await read();
    // The whole file is the probe: an engine without SIMD does not accept it.
    if (!WebAssembly.validate(bytes)) {
      return { kernel: null, notice: 'The fast kernel needs WebAssembly SIMD, which is missing here.' };
    }
    const module = await WebAssembly.compile(bytes);
    return {
      kernel: { instantiate: () => new Kernel(new WebAssembly.Instance(module).exports as unknown as KernelExports) },
      notice: null,
    };
  } catch (error) {
    return { kernel: null, notice: `The fast kernel could not be loaded (${reasonOf(error)}).` };
  }
}

async function readFile(): Promise<Uint8Array<ArrayBuffer>> {
  // In Node the address is a file's, which its fetch does not read.
  if (kernelUrl.startsWith('file:')) {
    return new Uint8Array(process.getBuiltinModule('node:fs').readFileSync(new URL(kernelUrl)));
  }
  const response = await fetch(kernelUrl);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
