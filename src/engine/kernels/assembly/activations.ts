// Activation functions over blocks of rows whose width is a multiple of 4. Slopes come from the activation's value h.
import { mapTanh } from './elementary';

export const TANH: i32 = 0;
export const RELU: i32 = 1;
export const IDENTITY: i32 = 2;

/**
 * What a layer's sums are kept above: ReLU as a part of the product, by pmax(z, floor), which is z < floor ? floor : z, so
 * that NaN stays NaN. Nothing is below −∞.
 */
@inline
export function floorOf(activation: i32): v128 {
  return f32x4.splat(activation == RELU ? 0 : -Infinity);
}

/** h ← activation(h), in place, of sums that were kept above `floorOf`; `count` is a multiple of 4. NaN stays NaN. */
export function activate(h: usize, count: i32, activation: i32): void {
  if (activation == TANH) mapTanh(h, count);
}

/** d ← d ⊙ activation′, in place: 1 − h² for tanh; 1 where h > 0, else 0, for ReLU. */
export function multiplyBySlope(d: usize, h: usize, count: i32, activation: i32): void {
  const end = d + ((<usize>count) << 2);
  if (activation == TANH) {
    const one = f32x4.splat(1);
    for (; d < end; d += 16, h += 16) {
      const value = v128.load(h);
      v128.store(d, f32x4.mul(v128.load(d), f32x4.sub(one, f32x4.mul(value, value))));
    }
  } else if (activation == RELU) {
    const zero = f32x4.splat(0);
    for (; d < end; d += 16, h += 16) v128.store(d, v128.and(v128.load(d), f32x4.gt(v128.load(h), zero)));
  }
}
