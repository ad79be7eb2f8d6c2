// A·B: layers, and what a layer's deltas mean for the layer below.
import { floorOf, IDENTITY } from './activations';
import { madd, put } from './tile';

/**
 * C ← A·B + bias, through ReLU if that is the `activation`; or C ← C + A·B with `add`.
 *
 * @param a [rows, depth]; @param b [depth, columns]; @param c [rows, columns]
 * @param bias [columns]; zeros where there is none
 */
@inline
function product(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32, bias: usize, activation: i32, add: bool,
): void {
  // A tile passes its first number of A before it asks whether there is another.
  const width = (<usize>columns) << 2, wide = depth > 0 ? width & ~63 : 0;
  if (wide < width) {
    narrow(a, aStride, b + wide, bStride, c + wide, cStride, rows, depth, width - wide, bias + wide, activation, add);
  }
  const floor = floorOf(activation);
  let row = 0;
  for (; row + 2 <= rows; row += 2) {
    for (let j: usize = 0; j < wide; j += 64) {
      const start = bias + j;
      const start0 = v128.load(start), start1 = v128.load(start, 16);
      const start2 = v128.load(start, 32), start3 = v128.load(start, 48);
      let c13 = start3, c03 = start3, c12 = start2, c02 = start2, c11 = start1, c01 = start1, c10 = start0, c00 = start0;
      let x0: v128, x1: v128, b0: v128, b1: v128;
      let a0 = a, a1 = a + aStride, bk = b + j;
      // Four times, each in two halves, with a way out after every half (tile.ts says what for). While `left` is above
      // 0, which it always is, those in the middle are never taken.
      for (let left = depth; ; left -= 4, a0 += 16, a1 += 16) {
        x1 = v128.load32_splat(a1), x0 = v128.load32_splat(a0), b0 = v128.load(bk), b1 = v128.load(bk, 16);
        c10 = madd(c10, x1, b0), c11 = madd(c11, x1, b1), c00 = madd(c00, x0, b0), c01 = madd(c01, x0, b1);
        if (left < 1) break;
        b0 = v128.load(bk, 32), b1 = v128.load(bk, 48);
        c12 = madd(c12, x1, b0), c13 = madd(c13, x1, b1), c02 = madd(c02, x0, b0), c03 = madd(c03, x0, b1);
        bk += bStride;
        if (left == 1) break;
        x1 = v128.load32_splat(a1, 4), x0 = v128.load32_splat(a0, 4), b0 = v128.load(bk), b1 = v128.load(bk, 16);
        c10 = madd(c10, x1, b0), c11 = madd(c11, x1, b1), c00 = madd(c00, x0, b0), c01 = madd(c01, x0, b1);
        if (left < 2) break;
        b0 = v128.load(bk, 32), b1 = v128.load(bk, 48);
        c12 = madd(c12, x1, b0), c13 = madd(c13, x1, b1), c02 = madd(c02, x0, b0), c03 = madd(c03, x0, b1);
        bk += bStride;
        if (left == 2) break;
        x1 = v128.load32_splat(a1, 8), x0 = v128.load32_splat(a0, 8), b0 = v128.load(bk), b1 = v128.load(bk, 16);
        c10 = madd(c10, x1, b0), c11 = madd(c11, x1, b1), c00 = madd(c00, x0, b0), c01 = madd(c01, x0, b1);
        if (left < 3) break;
        b0 = v128.load(bk, 32), b1 = v128.load(bk, 48);
        c12 = madd(c12, x1, b0), c13 = madd(c13, x1, b1), c02 = madd(c02, x0, b0), c03 = madd(c03, x0, b1);
        bk += bStride;
        if (left == 3) break;
        x1 = v128.load32_splat(a1, 12), x0 = v128.load32_splat(a0, 12), b0 = v128.load(bk), b1 = v128.load(bk, 16);
        c10 = madd(c10, x1, b0), c11 = madd(c11, x1, b1), c00 = madd(c00, x0, b0), c01 = madd(c01, x0, b1);
        if (left < 4) break;
        b0 = v128.load(bk, 32), b1 = v128.load(bk, 48);
        c12 = madd(c12, x1, b0), c13 = madd(c13, x1, b1), c02 = madd(c02, x0, b0), c03 = madd(c03, x0, b1);
        bk += bStride;
        if (left == 4) break;
      }
      let o = c + j;
      put(o, f32x4.pmax(c00, floor), add);
      put(o + 16, f32x4.pmax(c01, floor), add);
      put(o + 32, f32x4.pmax(c02, floor), add);
      put(o + 48, f32x4.pmax(c03, floor), add);
      o += cStride;
      put(o, f32x4.pmax(c10, floor), add);
      put(o + 16, f32x4.pmax(c11, floor), add);
      put(o + 32, f32x4.pmax(c12, floor), add);
      put(o + 48, f32x4.pmax(c13, floor), add);
    }
    a += 2 * aStride;
    c += 2 * cStride;
  }
  if (row < rows) singleRow(a, b, bStride, c, depth, wide, bias, activation, add);
}

/** The columns that sixteens leave over, 4 rows × 4 columns at a time. */
function narrow(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, width: usize, bias: usize, activation: i32, add: bool,
): void {
  const floor = floorOf(activation);
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    for (let j: usize = 0; j < width; j += 16) {
      let c0 = v128.load(bias + j), c1 = c0, c2 = c0, c3 = c0;
      let a0 = a, a1 = a + aStride, a2 = a + 2 * aStride, a3 = a + 3 * aStride, bk = b + j;
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(bk);
        c0 = madd(c0, v128.load32_splat(a0), b0);
        c1 = madd(c1, v128.load32_splat(a1), b0);
        c2 = madd(c2, v128.load32_splat(a2), b0);
        c3 = madd(c3, v128.load32_splat(a3), b0);
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
        bk += bStride;
      }
      const o = c + j;
      put(o, f32x4.pmax(c0, floor), add);
      put(o + cStride, f32x4.pmax(c1, floor), add);
      put(o + 2 * cStride, f32x4.pmax(c2, floor), add);
      put(o + 3 * cStride, f32x4.pmax(c3, floor), add);
    }
    a += 4 * aStride;
    c += 4 * cStride;
  }
  for (; row < rows; row++) {
    singleRow(a, b, bStride, c, depth, width, bias, activation, add);
    a += aStride;
    c += cStride;
  }
}

/** One row, 16 columns at a time: a single environment acting, or what pairs of rows leave over. */
function singleRow(
  a: usize, b: usize, bStride: usize, c: usize, depth: i32, width: usize, bias: usize, activation: i32, add: bool,
): void {
  const floor = floorOf(activation);
  let j: usize = 0;
  for (; j + 64 <= width; j += 64) {
    const start = bias + j;
    let c0 = v128.load(start), c1 = v128.load(start, 16), c2 = v128.load(start, 32), c3 = v128.load(start, 48);
    let ak = a, bk = b + j;
    for (let k = 0; k < depth; k++) {
      const x = v128.load32_splat(ak);
      c0 = madd(c0, x, v128.load(bk));
      c1 = madd(c1, x, v128.load(bk, 16));
      c2 = madd(c2, x, v128.load(bk, 32));
      c3 = madd(c3, x, v128.load(bk, 48));
      ak += 4;
      bk += bStride;
    }
    put(c + j, f32x4.pmax(c0, floor), add);
    put(c + j + 16, f32x4.pmax(c1, floor), add);
    put(c + j + 32, f32x4.pmax(c2, floor), add);
    put(c + j + 48, f32x4.pmax(c3, floor), add);
  }
  for (; j < width; j += 16) {
    let sum = v128.load(bias + j), ak = a, bk = b + j;
    for (let k = 0; k < depth; k++) {
      sum = madd(sum, v128.load32_splat(ak), v128.load(bk));
      ak += 4;
      bk += bStride;
    }
    put(c + j, f32x4.pmax(sum, floor), add);
  }
}

/** C ← A·B + bias: a layer. If its activation is ReLU, that is done; others are left to `activate`. */
export function affine(
  a: usize, aStride: usize, b: usize, bStride: usize, bias: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32, activation: i32,
): void {
  product(a, aStride, b, bStride, c, cStride, rows, depth, columns, bias, activation, false);
}

/** C ← C + (A·B + bias). */
export function addAffine(
  a: usize, aStride: usize, b: usize, bStride: usize, bias: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32,
): void {
  product(a, aStride, b, bStride, c, cStride, rows, depth, columns, bias, IDENTITY, true);
}
