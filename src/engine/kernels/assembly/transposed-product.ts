// Aᵀ·B: sums over the rows of a batch, which is what gradients are.
import { madd, put } from './tile';

/**
 * C ← Aᵀ·B, or C ← C + Aᵀ·B with `add`: a weight gradient, from deltas A and a layer's inputs B.
 *
 * @param a [depth, rows], `rows` even, though in `a` and `c` there is room for a multiple of 4
 * @param b [depth, columns]; @param c [rows, columns]
 */
export function transposedProduct(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32, add: bool,
): void {
  // A tile passes its first row of A before it asks whether there is another.
  const width = (<usize>columns) << 2, wide = depth > 0 ? width & ~63 : 0;
  let j: usize = 0;
  for (; j < wide; j += 64) {
    for (let row: usize = 0; row < (<usize>rows) << 2; row += 8) {
      const zero = f32x4.splat(0);
      let c13 = zero, c03 = zero, c12 = zero, c02 = zero, c11 = zero, c01 = zero, c10 = zero, c00 = zero;
      let ak = a + row, bk = b + j;
      for (let left = depth; ; left--) {
        const x1 = v128.load32_splat(ak, 4), x0 = v128.load32_splat(ak);
        const b0 = v128.load(bk), b1 = v128.load(bk, 16);
        c10 = madd(c10, x1, b0), c11 = madd(c11, x1, b1), c00 = madd(c00, x0, b0), c01 = madd(c01, x0, b1);
        if (ak == 0) break; // Never: it ends a block of code (tile.ts says what for).
        const b2 = v128.load(bk, 32), b3 = v128.load(bk, 48);
        c12 = madd(c12, x1, b2), c13 = madd(c13, x1, b3), c02 = madd(c02, x0, b2), c03 = madd(c03, x0, b3);
        ak += aStride;
        bk += bStride;
        if (left == 1) break;
      }
      let o = c + (row >> 2) * cStride + j;
      put(o, c00, add);
      put(o + 16, c01, add);
      put(o + 32, c02, add);
      put(o + 48, c03, add);
      o += cStride;
      put(o, c10, add);
      put(o + 16, c11, add);
      put(o + 32, c12, add);
      put(o + 48, c13, add);
    }
  }
  for (; j < width; j += 16) {
    for (let row: usize = 0; row < (<usize>rows) << 2; row += 16) {
      const zero = f32x4.splat(0);
      let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
      let ak = a + row, bk = b + j;
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(bk);
        c0 = madd(c0, v128.load32_splat(ak), b0);
        c1 = madd(c1, v128.load32_splat(ak, 4), b0);
        c2 = madd(c2, v128.load32_splat(ak, 8), b0);
        c3 = madd(c3, v128.load32_splat(ak, 12), b0);
        ak += aStride;
        bk += bStride;
      }
      let o = c + (row >> 2) * cStride + j;
      put(o, c0, add);
      o += cStride;
      put(o, c1, add);
      o += cStride;
      put(o, c2, add);
      o += cStride;
      put(o, c3, add);
    }
  }
}

/** target ← the sum over rows, or target + that sum with `add`: a bias gradient. */
export function sumOfRows(a: usize, aStride: usize, target: usize, rows: i32, columns: i32, add: bool): void {
  const width = (<usize>columns) << 2;
  let j: usize = 0;
  for (; j + 32 <= width; j += 32) {
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), p = a + j;
    for (let row = 0; row < rows; row++, p += aStride) {
      s0 = f32x4.add(s0, v128.load(p));
      s1 = f32x4.add(s1, v128.load(p, 16));
    }
    put(target + j, s0, add);
    put(target + j + 16, s1, add);
  }
  for (; j < width; j += 16) {
    let sum = f32x4.splat(0), p = a + j;
    for (let row = 0; row < rows; row++, p += aStride) sum = f32x4.add(sum, v128.load(p));
    put(target + j, sum, add);
  }
}
