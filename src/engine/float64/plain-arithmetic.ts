import type { Arithmetic, Product } from './arithmetic.ts';
import { TANH_STEPS, tanhTable } from './tanh-table.ts';

/** Without the kernel: where WebAssembly has no SIMD, or a GPU trains. */
export class PlainArithmetic implements Arithmetic {
  private memory = new Float64Array(1024);
  /** Place 0 is nobody's. */
  private top = 4;
  private readonly table = tanhTable();

  get values(): Float64Array {
    return this.memory;
  }

  allocate(count: number): number {
    const place = this.top;
    this.top += count;
    if (this.top > this.memory.length) {
      const larger = new Float64Array(2 * this.top);
      larger.set(this.memory);
      this.memory = larger;
    }
    return place;
  }

  /** Two rows by four columns at a time: so many sums stay in registers. */
  product({ a, aRow, aColumn, b, bRow, c, cRow, rows, depth, columns, bias }: Product): void {
    const { memory } = this;
    const start = typeof bias === 'number' ? memory.subarray(bias, bias + columns) : new Float64Array(columns);
    for (let row = 0; row < rows; row += 2) {
      for (let j = 0; j < columns; j += 4) {
        let [c00, c01, c02, c03] = [start[j]!, start[j + 1]!, start[j + 2]!, start[j + 3]!];
        let [c10, c11, c12, c13] = [c00, c01, c02, c03];
        let [x, y] = [a + row * aRow, a + (row + 1) * aRow];
        let at = b + j;
        for (let k = 0; k < depth; k++, x += aColumn, y += aColumn, at += bRow) {
          const [x0, y0] = [memory[x]!, memory[y]!];
          const [b0, b1, b2, b3] = [memory[at]!, memory[at + 1]!, memory[at + 2]!, memory[at + 3]!];
          c00 += x0 * b0;
          c01 += x0 * b1;
          c02 += x0 * b2;
          c03 += x0 * b3;
          c10 += y0 * b0;
          c11 += y0 * b1;
          c12 += y0 * b2;
          c13 += y0 * b3;
        }
        const sums = [c00, c01, c02, c03, c10, c11, c12, c13];
        for (let i = 0; i < 8; i++) {
          const place = c + (row + (i >> 2)) * cRow + j + (i & 3);
          memory[place] = bias === 'add' ? memory[place]! + sums[i]! : sums[i]!;
        }
      }
    }
  }

  /** As the kernel does it. */
  tanh(place: number, count: number): void {
    const { memory, table } = this;
    const most = (table.length - 1) / TANH_STEPS;
    for (let i = place; i < place + count; i++) {
      const z = memory[i]!;
      const x = Math.min(Math.abs(z), most);
      // What is not a number stays so, whatever entry it meets.
      const entry = Math.round(x * TANH_STEPS) || 0;
      const d = x - entry / TANH_STEPS;
      const q = d * d;
      const t = d * (1 - q * (1 / 3 - q * (2 / 15 - q * (17 / 315))));
      const s = table[entry]!;
      const y = (s + t) / (1 + s * t);
      memory[i] = Math.sign(z) * y;
    }
  }
}
