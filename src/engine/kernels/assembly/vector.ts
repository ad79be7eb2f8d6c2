// Flat vectors: θ, gradients, directions. Sums in float64, in fours: even and odd elements apart, then together.

@inline
function sumOfProducts(sum: v128, x: v128, y: v128): v128 {
  const low = f64x2.mul(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y));
  const xHigh = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1));
  const yHigh = f64x2.promote_low_f32x4(v128.shuffle<i64>(y, y, 1, 1));
  return f64x2.add(sum, f64x2.add(low, f64x2.mul(xHigh, yHigh)));
}

/** ⟨x, y⟩. */
export function dot(x: usize, y: usize, count: i32): f64 {
  const whole = (<usize>(count & ~3)) << 2, end = (<usize>count) << 2;
  let sum = f64x2.splat(0), at: usize = 0;
  for (; at < whole; at += 16) sum = sumOfProducts(sum, v128.load(x + at), v128.load(y + at));
  let result = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  for (; at < end; at += 4) result += <f64>load<f32>(x + at) * <f64>load<f32>(y + at);
  return result;
}

/** y ← y + a x. */
export function addScaled(a: f32, x: usize, y: usize, count: i32): void {
  const factor = f32x4.splat(a);
  const whole = (<usize>(count & ~3)) << 2, end = (<usize>count) << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(y + at, f32x4.add(v128.load(y + at), f32x4.mul(factor, v128.load(x + at))));
  for (; at < end; at += 4) store<f32>(y + at, load<f32>(y + at) + a * load<f32>(x + at));
}

/** y ← a x + (1 − a) y: y trails x (Polyak's average). */
export function average(a: f32, x: usize, y: usize, count: i32): void {
  const take = f32x4.splat(a), keep = f32x4.splat(1 - a);
  const whole = (<usize>(count & ~3)) << 2, end = (<usize>count) << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    v128.store(y + at, f32x4.add(f32x4.mul(take, v128.load(x + at)), f32x4.mul(keep, v128.load(y + at))));
  }
  for (; at < end; at += 4) store<f32>(y + at, a * load<f32>(x + at) + (1 - a) * load<f32>(y + at));
}

/** x ← a x. */
export function scale(a: f32, x: usize, count: i32): void {
  const factor = f32x4.splat(a);
  const whole = (<usize>(count & ~3)) << 2, end = (<usize>count) << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(x + at, f32x4.mul(factor, v128.load(x + at)));
  for (; at < end; at += 4) store<f32>(x + at, a * load<f32>(x + at));
}

/** target ← source. */
export function copy(source: usize, target: usize, count: i32): void {
  memory.copy(target, source, (<usize>count) << 2);
}

/** g ← g · min(1, limit/(‖g‖ + 10⁻⁶)); a limit of 0 leaves it alone. @returns ‖g‖ as it was */
export function limitNorm(g: usize, count: i32, limit: f64): f64 {
  const length = sqrt(dot(g, g, count));
  if (limit > 0) {
    const factor = limit / (length + 1e-6);
    // A length that is not a number is not below 1 either: it must not hide.
    if (!(factor >= 1)) scale(<f32>factor, g, count);
  }
  return length;
}
