// Elementary functions of four float32 at once. Only IEEE 754 basic operations in a fixed order: the same bits on every
// machine. The polynomials are minimax fits (linear programming over 1,000 points, coefficients rounded to float32).

@inline
function step(sum: v128, x: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(sum, x), f32x4.splat(coefficient));
}

/**
 * The constants of tanh. They are read from memory: as literals, an engine would build each of them anew for every
 * vector, which costs as much as the arithmetic.
 */
const TANH_TABLE = memory.data<f32>([
  7.6, -7.6,
  1.176752721221419e-5, 0.002981109544634819, 0.1295316070318222, 0.9999998211860657,
  2.570593835571344e-7, 0.00024300090444739908, 0.023937134072184563, 0.4628638029098511, 1,
]);

@inline
function tanhConstant(index: usize): v128 {
  return v128.load32_splat(TANH_TABLE + (index << 2));
}

/**
 * h ← tanh h, in place; `count` is a multiple of 4. Error below 6e-7 absolute, magnitude below 1, and NaN stays NaN.
 */
export function mapTanh(h: usize, count: i32): void {
  const high = tanhConstant(0), low = tanhConstant(1);
  const p3 = tanhConstant(2), p2 = tanhConstant(3), p1 = tanhConstant(4), p0 = tanhConstant(5);
  const q4 = tanhConstant(6), q3 = tanhConstant(7), q2 = tanhConstant(8), q1 = tanhConstant(9), q0 = tanhConstant(10);
  for (const end = h + ((<usize>count) << 2); h < end; h += 16) {
    // x·P(x²)/Q(x²) on |x| ≤ 7.6, flat beyond. pmin(a, b) is b < a ? b : a, so that a NaN in `a` comes through.
    const x = f32x4.pmax(f32x4.pmin(v128.load(h), high), low);
    const s = f32x4.mul(x, x);
    let p = f32x4.add(f32x4.mul(p3, s), p2);
    let q = f32x4.add(f32x4.mul(q4, s), q3);
    p = f32x4.add(f32x4.mul(p, s), p1);
    q = f32x4.add(f32x4.mul(q, s), q2);
    p = f32x4.add(f32x4.mul(p, s), p0);
    q = f32x4.add(f32x4.mul(q, s), q1);
    q = f32x4.add(f32x4.mul(q, s), q0);
    v128.store(h, f32x4.div(f32x4.mul(x, p), q));
  }
}

/** eˣ: relative error below 2e-7; +∞ above 88.72, 0 below −87.33 (no subnormal results), and NaN stays NaN. */
@inline
export function exp4(v: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(v, f32x4.splat(89)), f32x4.splat(-88));
  // x = k ln 2 + r with |r| ≤ ½ ln 2; ln 2 in two parts, the first with trailing zeros, so that k · part is exact.
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375))), f32x4.mul(k, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(0.0013816725695505738);
  p = step(p, r, 0.008368787355720997);
  p = step(p, r, 0.041668348014354706);
  p = step(p, r, 0.1666651964187622);
  p = step(p, r, 0.4999999403953552);
  p = step(p, r, 1);
  p = step(p, r, 1);
  // 2ᵏ in two factors: k may be 128, which one exponent cannot hold.
  const half = i32x4.shr_s(i32x4.trunc_sat_f32x4_s(k), 1);
  const rest = i32x4.sub(i32x4.trunc_sat_f32x4_s(k), half);
  const result = f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(rest));
  return v128.andnot(result, f32x4.lt(v, f32x4.splat(-87.33654)));
}

@inline
function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23);
}

/** ln x: relative error below 2e-7; −∞ at 0, NaN below, +∞ at +∞. Subnormal arguments count as 0. */
@inline
export function log4(x: v128): v128 {
  // x = 2ᵏ m with m in [√½, √2): take the bits of √½ off before the exponent is cut out.
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const k = i32x4.shr_s(bits, 23);
  const m = i32x4.sub(x, i32x4.shl(k, 23));
  // ln m = 2 artanh f = f · R(f²) with f = (m − 1)/(m + 1).
  const f = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)));
  const s = f32x4.mul(f, f);
  let p = f32x4.splat(0.29875490069389343);
  p = step(p, s, 0.3997746706008911);
  p = step(p, s, 0.6666677594184875);
  p = step(p, s, 2);
  const e = f32x4.convert_i32x4_s(k);
  const small = f32x4.add(f32x4.mul(p, f), f32x4.mul(e, f32x4.splat(-2.12194440e-4)));
  let result = f32x4.add(small, f32x4.mul(e, f32x4.splat(0.693359375)));
  result = v128.bitselect(f32x4.splat(-f32.POSITIVE_INFINITY), result, f32x4.lt(x, f32x4.splat(1.1754944e-38)));
  result = v128.bitselect(f32x4.splat(f32.NaN), result, f32x4.lt(x, f32x4.splat(0)));
  // +∞ and NaN come through.
  return v128.bitselect(result, x, f32x4.lt(x, f32x4.splat(f32.POSITIVE_INFINITY)));
}

/** ln(1 + eˣ), for every x. */
@inline
export function softplus4(x: v128): v128 {
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  // ln(1 + e) with the rounding of 1 + e put right, so that a small e keeps its relative accuracy.
  const w = f32x4.add(f32x4.splat(1), e);
  const lost = f32x4.sub(f32x4.sub(w, f32x4.splat(1)), e);
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), f32x4.sub(log4(w), f32x4.div(lost, w)));
}

/** σ(x) = 1/(1 + e⁻ˣ), for every x. */
@inline
export function sigmoid4(x: v128): v128 {
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  const w = f32x4.add(f32x4.splat(1), e);
  const numerator = v128.bitselect(e, f32x4.splat(1), f32x4.lt(x, f32x4.splat(0)));
  return f32x4.div(numerator, w);
}

/** Whole arrays, in place, like `mapTanh`. But for eˣ, which action heads ask for, they are there for tests. */
export function mapExp(x: usize, count: i32): void {
  for (let end = x + ((<usize>count) << 2); x < end; x += 16) v128.store(x, exp4(v128.load(x)));
}
export function mapLog(x: usize, count: i32): void {
  for (let end = x + ((<usize>count) << 2); x < end; x += 16) v128.store(x, log4(v128.load(x)));
}
export function mapSoftplus(x: usize, count: i32): void {
  for (let end = x + ((<usize>count) << 2); x < end; x += 16) v128.store(x, softplus4(v128.load(x)));
}
export function mapSigmoid(x: usize, count: i32): void {
  for (let end = x + ((<usize>count) << 2); x < end; x += 16) v128.store(x, sigmoid4(v128.load(x)));
}
