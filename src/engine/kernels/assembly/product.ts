// A·B: layers, and what a layer's deltas mean for the layer below.
import { madd, put, startOf } from './tile';

/**
 * C ← A·B + bias, or C ← C + A·B with `add`.
 *
 * @param a [rows, depth]; @param b [depth, columns]; @param c [rows, columns]
 * @param bias [columns], or 0 for none
 */
@inline
function product(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32, bias: usize, add: bool,
): void {
  const width = (<usize>columns) << 2, wide = width & ~31;
  if (wide < width) {
    narrow(a, aStride, b + wide, bStride, c + wide, cStride, rows, depth, bias ? bias + wide : 0, add);
  }
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    for (let j: usize = 0; j < wide; j += 32) {
      const start0 = startOf(bias, j), start1 = startOf(bias, j + 16);
      let c00 = start0, c01 = start1, c10 = start0, c11 = start1;
      let c20 = start0, c21 = start1, c30 = start0, c31 = start1;
      let a0 = a, a1 = a + aStride, a2 = a + 2 * aStride, a3 = a + 3 * aStride, bk = b + j;
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(bk), b1 = v128.load(bk, 16);
        let x = v128.load32_splat(a0);
        c00 = madd(c00, x, b0);
        c01 = madd(c01, x, b1);
        x = v128.load32_splat(a1);
        c10 = madd(c10, x, b0);
        c11 = madd(c11, x, b1);
        x = v128.load32_splat(a2);
        c20 = madd(c20, x, b0);
        c21 = madd(c21, x, b1);
        x = v128.load32_splat(a3);
        c30 = madd(c30, x, b0);
        c31 = madd(c31, x, b1);
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
        bk += bStride;
      }
      let o = c + j;
      put(o, c00, add);
      put(o + 16, c01, add);
      o += cStride;
      put(o, c10, add);
      put(o + 16, c11, add);
      o += cStride;
      put(o, c20, add);
      put(o + 16, c21, add);
      o += cStride;
      put(o, c30, add);
      put(o + 16, c31, add);
    }
    a += 4 * aStride;
    c += 4 * cStride;
  }
  for (; row < rows; row++) {
    singleRow(a, b, bStride, c, depth, width, bias, add);
    a += aStride;
    c += cStride;
  }
}

/** The last four columns of all rows that come in fours. */
function narrow(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, bias: usize, add: bool,
): void {
  const start = startOf(bias, 0);
  for (let row = 0; row + 4 <= rows; row += 4) {
    let c0 = start, c1 = start, c2 = start, c3 = start;
    let a0 = a, a1 = a + aStride, a2 = a + 2 * aStride, a3 = a + 3 * aStride, bk = b;
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
    put(c, c0, add);
    put(c + cStride, c1, add);
    put(c + 2 * cStride, c2, add);
    put(c + 3 * cStride, c3, add);
    a += 4 * aStride;
    c += 4 * cStride;
  }
}

/** One row, 16 columns at a time: a single environment acting, or what four rows leave over. */
function singleRow(
  a: usize, b: usize, bStride: usize, c: usize, depth: i32, width: usize, bias: usize, add: bool,
): void {
  let j: usize = 0;
  for (; j + 64 <= width; j += 64) {
    let c0 = startOf(bias, j), c1 = startOf(bias, j + 16), c2 = startOf(bias, j + 32), c3 = startOf(bias, j + 48);
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
    put(c + j, c0, add);
    put(c + j + 16, c1, add);
    put(c + j + 32, c2, add);
    put(c + j + 48, c3, add);
  }
  for (; j < width; j += 16) {
    let sum = startOf(bias, j), ak = a, bk = b + j;
    for (let k = 0; k < depth; k++) {
      sum = madd(sum, v128.load32_splat(ak), v128.load(bk));
      ak += 4;
      bk += bStride;
    }
    put(c + j, sum, add);
  }
}

/** C ← A·B + bias: a layer, or with `bias` 0 what a layer's deltas mean for the layer below. */
export function affine(
  a: usize, aStride: usize, b: usize, bStride: usize, bias: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32,
): void {
  product(a, aStride, b, bStride, c, cStride, rows, depth, columns, bias, false);
}

/** C ← C + A·B. */
export function addProduct(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32,
): void {
  product(a, aStride, b, bStride, c, cStride, rows, depth, columns, 0, true);
}
