// Steps on flat vectors. A plain gradient step is `addScaled` of vector.ts.
import { allocate } from './arena';

/** Room for what `kept` keeps. */
const constants = allocate(7 * 4);

/**
 * v, by way of memory. Engines compute what is constant in a loop where it is needed, division and all, time after time;
 * what they have loaded they keep.
 */
@inline
function kept(v: f32, slot: usize): v128 {
  v128.store(constants + 16 * slot, f32x4.splat(v));
  return v128.load(constants + 16 * slot);
}

/**
 * Adam (Kingma and Ba 2015, Algorithm 1): m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * θ ← θ − rate · m / (√(v/correction) + ε). All vectors of `count` numbers, with room up to the next multiple of 4.
 *
 * @param rate learning rate over 1 − β₁ᵗ; negative to go up
 * @param correction 1 − β₂ᵗ
 */
export function adam(
  theta: usize, g: usize, m: usize, v: usize, count: i32,
  rate: f32, beta1: f32, beta2: f32, correction: f32, epsilon: f32,
): void {
  const keep1 = kept(beta1, 0), take1 = kept(1 - beta1, 1), keep2 = kept(beta2, 2), take2 = kept(1 - beta2, 3);
  const size = kept(rate, 4), unbias = kept(<f32>1 / correction, 5), small = kept(epsilon, 6);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    const slope = v128.load(g + at);
    const mean = f32x4.add(f32x4.mul(keep1, v128.load(m + at)), f32x4.mul(take1, slope));
    const square = f32x4.add(f32x4.mul(keep2, v128.load(v + at)), f32x4.mul(take2, f32x4.mul(slope, slope)));
    v128.store(m + at, mean);
    v128.store(v + at, square);
    const deviation = f32x4.add(f32x4.sqrt(f32x4.mul(square, unbias)), small);
    v128.store(theta + at, f32x4.sub(v128.load(theta + at), f32x4.div(f32x4.mul(size, mean), deviation)));
  }
}

/** x ← 0 where |x| < limit; NaN stays NaN. For `count` numbers, with room up to the next multiple of 4. */
export function dropDust(x: usize, count: i32, limit: f32): void {
  const least = f32x4.splat(limit);
  for (const end = x + ((<usize>count) << 2); x < end; x += 16) {
    const value = v128.load(x);
    v128.store(x, v128.andnot(value, f32x4.lt(f32x4.abs(value), least)));
  }
}
