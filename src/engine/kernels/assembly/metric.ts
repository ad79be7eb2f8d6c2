// M, the Fisher information of an output distribution in its head's coordinates: the middle of F = Jᵀ M J.
import { exp4, sigmoid4 } from './elementary';
import { CATEGORICAL, GAUSSIAN, SIGMOID } from './head';
import { column, laneBlock, putColumn } from './lanes';

/**
 * t ← scale · M t, in place, for `rows` rows.
 *
 * categorical: p ⊙ (t − ⟨p, t⟩); Gaussian: t e^(−2 log σ); sigmoid: p(1 − p) t; anything else: t (M = I).
 *
 * @param t tangents, rows `stride` bytes apart; @param head [rows, width], packed
 */
export function multiplyByMetric(
  family: i32, t: usize, stride: usize, head: usize, logStd: usize, width: i32, rows: i32, scale: f32,
): void {
  const headStride = (<usize>width) << 2;
  const size = f32x4.splat(scale);
  const weights = laneBlock(width);
  if (family == GAUSSIAN) {
    for (let j = 0; j < width; j++) {
      const precision = exp4(f32x4.mul(f32x4.splat(-2), v128.load32_splat(logStd + ((<usize>j) << 2))));
      v128.store(weights + ((<usize>j) << 4), f32x4.mul(precision, size));
    }
  }
  for (let row = 0; row < rows; row += 4, t += 4 * stride, head += 4 * headStride) {
    if (family == CATEGORICAL) {
      let largest = f32x4.splat(-f32.POSITIVE_INFINITY);
      for (let j: usize = 0; j < headStride; j += 4) largest = f32x4.max(largest, column(head + j, headStride));
      let sum = f32x4.splat(0), mean = f32x4.splat(0);
      for (let j: usize = 0; j < headStride; j += 4) {
        const e = exp4(f32x4.sub(column(head + j, headStride), largest));
        v128.store(weights + (j << 2), e);
        sum = f32x4.add(sum, e);
        mean = f32x4.add(mean, f32x4.mul(e, column(t + j, stride)));
      }
      mean = f32x4.div(mean, sum);
      const share = f32x4.div(size, sum);
      for (let j: usize = 0; j < headStride; j += 4) {
        const p = f32x4.mul(v128.load(weights + (j << 2)), share);
        putColumn(t + j, stride, f32x4.mul(p, f32x4.sub(column(t + j, stride), mean)));
      }
    } else {
      for (let j: usize = 0; j < headStride; j += 4) {
        let m = size;
        if (family == GAUSSIAN) m = v128.load(weights + (j << 2));
        else if (family == SIGMOID) {
          const p = sigmoid4(column(head + j, headStride));
          m = f32x4.mul(size, f32x4.mul(p, f32x4.sub(f32x4.splat(1), p)));
        }
        putColumn(t + j, stride, f32x4.mul(m, column(t + j, stride)));
      }
    }
  }
}
