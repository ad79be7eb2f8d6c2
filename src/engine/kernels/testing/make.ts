import { DrawSequence } from '../../rng.ts';
import type { Kernel } from '../kernel.ts';
import { loadKernel } from '../load.ts';
import type { KernelShape } from '../mlp-kernel.ts';

/** @throws Error where the kernel cannot run */
export async function makeKernel(): Promise<Kernel> {
  const { kernel, notice } = await loadKernel();
  if (!kernel) throw new Error(notice);
  return kernel.instantiate();
}

/** Numbers that are the same in every run of a test. */
export class Draws {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = new DrawSequence(seed, 'initialise').at(0, 0).next;
  }

  /** `count` numbers in [−scale, scale). */
  numbers(count: number, scale = 1): Float32Array {
    return Float32Array.from({ length: count }, () => scale * (2 * this.next() - 1));
  }

  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.integer(0, values.length - 1)]!;
  }

  /** θ of that shape, with weights that keep signals at their size. */
  theta({ sizes }: KernelShape): Float32Array {
    const layers = sizes.slice(1).map((outputs, layer) => {
      const inputs = sizes[layer]!;
      return [...this.numbers(outputs * inputs, 1.5 / Math.sqrt(Math.max(inputs, 1))), ...this.numbers(outputs, 0.5)];
    });
    return Float32Array.from(layers.flat());
  }
}
