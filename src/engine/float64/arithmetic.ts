import type { Kernel } from '../kernels/kernel.ts';
import { KernelArithmetic } from './kernel-arithmetic.ts';
import { PlainArithmetic } from './plain-arithmetic.ts';

/**
 * Matrices of float64, and the two things that a network wants of them over and over. Training is content with float32;
 * differences of nearly equal numbers (a surrogate's gain, what conjugate gradient leaves over) are not.
 *
 * All matrices lie in `values`; places and steps count its numbers. Rows and columns come in fours: see `padded`.
 */
export interface Arithmetic {
  /** Ask again after `allocate`. */
  readonly values: Float64Array;
  /** The place of `count` zeros; never 0. What is allocated stays. */
  allocate(count: number): number;
  /** C ← A·B + bias, or C ← C + A·B: to the last bit the same in every implementation. */
  product(product: Product): void;
  /** The first `count` numbers (an even count) from a place on become their tanh. */
  tanh(place: number, count: number): void;
}

export interface Product {
  /** A [rows, depth] in any layout: steps to the next row, and to the next column. */
  readonly a: number;
  readonly aRow: number;
  readonly aColumn: number;
  /** B [depth, columns] and C [rows, columns], row by row. */
  readonly b: number;
  readonly bRow: number;
  readonly c: number;
  readonly cRow: number;
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  /** [columns], 'none', or 'add' to what C holds. */
  readonly bias: number | 'none' | 'add';
}

/** The next multiple of 4. */
export const padded = (count: number): number => (count + 3) & ~3;

/** In the kernel where there is one: several times as fast. */
export const arithmeticOf = (kernel: Kernel | null): Arithmetic =>
  kernel ? new KernelArithmetic(kernel) : new PlainArithmetic();
