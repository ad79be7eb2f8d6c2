// A·Wᵀ for a layer with few outputs, where tiles of 16 columns would compute mostly padding.
import { madd } from './tile';

/**
 * C ← A·Wᵀ + bias for a layer with few outputs, C packed: as dot products along the inputs, four numbers at a time,
 * which leaves no lanes to padding. Tiles are 4 rows × 2 outputs, or the last one.
 *
 * @param a [rows, depth]; @param w [outputs, depth]; `depth` a multiple of 4
 */
export function dotProducts(
  a: usize, aStride: usize, w: usize, wStride: usize, bias: usize, c: usize, rows: i32, depth: i32, outputs: i32,
): void {
  const cStride = (<usize>outputs) << 2, zero = f32x4.splat(0);
  for (let row = 0; row < rows; row += 4) {
    // Rows beyond the last one stand in for it, and are not kept.
    const left = rows - row;
    const a1 = left > 1 ? a + aStride : a, a2 = left > 2 ? a1 + aStride : a, a3 = left > 3 ? a2 + aStride : a;
    let wj = w, from = bias, to = c, j = 0;
    for (; j + 2 <= outputs; j += 2) {
      let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero, c30 = zero, c31 = zero;
      const w1 = wj + wStride;
      for (let k: usize = 0; k < (<usize>depth) << 2; k += 16) {
        const b0 = v128.load(wj + k), b1 = v128.load(w1 + k);
        let x = v128.load(a + k);
        c00 = madd(c00, x, b0);
        c01 = madd(c01, x, b1);
        x = v128.load(a1 + k);
        c10 = madd(c10, x, b0);
        c11 = madd(c11, x, b1);
        x = v128.load(a2 + k);
        c20 = madd(c20, x, b0);
        c21 = madd(c21, x, b1);
        x = v128.load(a3 + k);
        c30 = madd(c30, x, b0);
        c31 = madd(c31, x, b1);
      }
      putSums(to, cStride, left, f32x4.add(sums(c00, c10, c20, c30), v128.load32_splat(from)));
      putSums(to + 4, cStride, left, f32x4.add(sums(c01, c11, c21, c31), v128.load32_splat(from, 4)));
      wj = w1 + wStride;
      from += 8;
      to += 8;
    }
    if (j < outputs) {
      let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
      for (let k: usize = 0; k < (<usize>depth) << 2; k += 16) {
        const b0 = v128.load(wj + k);
        c0 = madd(c0, v128.load(a + k), b0);
        c1 = madd(c1, v128.load(a1 + k), b0);
        c2 = madd(c2, v128.load(a2 + k), b0);
        c3 = madd(c3, v128.load(a3 + k), b0);
      }
      putSums(to, cStride, left, f32x4.add(sums(c0, c1, c2, c3), v128.load32_splat(from)));
    }
    a += 4 * aStride;
    c += 4 * cStride;
  }
}

/** Each vector's four lanes added up: (0 + 2) + (1 + 3). */
@inline
function sums(x: v128, y: v128, z: v128, w: v128): v128 {
  const xy = f32x4.add(v128.shuffle<i32>(x, y, 0, 1, 4, 5), v128.shuffle<i32>(x, y, 2, 3, 6, 7));
  const zw = f32x4.add(v128.shuffle<i32>(z, w, 0, 1, 4, 5), v128.shuffle<i32>(z, w, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<i32>(xy, zw, 0, 2, 4, 6), v128.shuffle<i32>(xy, zw, 1, 3, 5, 7));
}

/** The first `left` of four numbers to rows below each other. */
@inline
function putSums(target: usize, stride: usize, left: i32, v: v128): void {
  v128.store_lane<f32>(target, v, 0);
  if (left > 1) v128.store_lane<f32>(target + stride, v, 1);
  if (left > 2) v128.store_lane<f32>(target + 2 * stride, v, 2);
  if (left > 3) v128.store_lane<f32>(target + 3 * stride, v, 3);
}
