// What multiply-adds that never leave registers reach, in the order in which the engine puts them. A benchmark divides by
// it. It is a yardstick, not a limit: in V8 of Node 20, whose order suits a Zen 3 badly, it says 34 GFLOP/s where that of
// Chromium 156 says 48.

/**
 * `rounds` × 12 multiply-adds of 4 lanes, in 12 chains: with two operands, about what 16 registers hold.
 *
 * @returns something that depends on all
 */
export function multiplyAdds(rounds: i32): f32 {
  const m = f32x4.splat(0.999), c = f32x4.splat(0.001);
  // Different beginnings, so that no compiler may take two chains for one.
  let a = f32x4.splat(1), b = f32x4.splat(2), d = f32x4.splat(3), e = f32x4.splat(4);
  let f = f32x4.splat(5), g = f32x4.splat(6), h = f32x4.splat(7), i = f32x4.splat(8);
  let j = f32x4.splat(9), k = f32x4.splat(10), l = f32x4.splat(11), n = f32x4.splat(12);
  for (let round = 0; round < rounds; round++) {
    a = f32x4.add(f32x4.mul(a, m), c);
    b = f32x4.add(f32x4.mul(b, m), c);
    d = f32x4.add(f32x4.mul(d, m), c);
    e = f32x4.add(f32x4.mul(e, m), c);
    f = f32x4.add(f32x4.mul(f, m), c);
    g = f32x4.add(f32x4.mul(g, m), c);
    h = f32x4.add(f32x4.mul(h, m), c);
    i = f32x4.add(f32x4.mul(i, m), c);
    j = f32x4.add(f32x4.mul(j, m), c);
    k = f32x4.add(f32x4.mul(k, m), c);
    l = f32x4.add(f32x4.mul(l, m), c);
    n = f32x4.add(f32x4.mul(n, m), c);
  }
  const sum = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(d, e)), f32x4.add(f32x4.add(f, g), f32x4.add(h, i)));
  return f32x4.extract_lane(f32x4.add(sum, f32x4.add(f32x4.add(j, k), f32x4.add(l, n))), 0);
}
