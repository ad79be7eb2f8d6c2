import type { Kernel } from '../kernels/kernel.ts';
import type { Arithmetic, Product } from './arithmetic.ts';
import { tanhTable } from './tanh-table.ts';

const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** In the kernel's memory, two numbers at a time. */
export class KernelArithmetic implements Arithmetic {
  private view = new Float64Array();
  private readonly table: number;

  constructor(private readonly kernel: Kernel) {
    const table = tanhTable();
    this.table = this.allocate(table.length);
    this.values.set(table, this.table);
  }

  get values(): Float64Array {
    const { buffer } = this.kernel.exports.memory;
    if (this.view.buffer !== buffer) this.view = new Float64Array(buffer);
    return this.view;
  }

  allocate(count: number): number {
    // The kernel counts in float32.
    return this.kernel.exports.allocate(2 * count) / BYTES;
  }

  product({ a, aRow, aColumn, b, bRow, c, cRow, rows, depth, columns, bias }: Product): void {
    const { exports } = this.kernel;
    const start = typeof bias === 'number' ? BYTES * bias : 0;
    const left = [BYTES * a, BYTES * aRow, BYTES * aColumn] as const;
    const [right, target] = [[BYTES * b, BYTES * bRow] as const, [BYTES * c, BYTES * cRow] as const];
    exports.doubleProduct(...left, ...right, start, ...target, rows, depth, columns, bias === 'add');
  }

  tanh(place: number, count: number): void {
    this.kernel.exports.doubleTanh(BYTES * place, count, BYTES * this.table);
  }
}
