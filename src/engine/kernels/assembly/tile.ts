// Matrix products of float32, row-major, in tiles that live in registers: 2 rows × 16 columns are 8 accumulators, which
// with four vectors of B and one broadcast number of A fill what a WebAssembly engine has (16 registers, one of them its
// own).
//
// Every element of a result is a sum whose order depends on the matrices' widths alone, never on the tile that its row
// falls into. So a row's result does not depend on how many rows are computed with it, and is the same on every
// machine.
//
// The order of rows, and in which the accumulators are declared, is the fastest of those measured in V8; it changes no
// result.
//
// Here is what the three kinds of products share. In all of them `columns` are multiples of 4, and strides are in
// bytes.

/** sum + a·b, rounded twice: a fused multiply-add would differ between machines. */
@inline
export function madd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** Stores a sum, or adds it to what is there. */
@inline
export function put(target: usize, sum: v128, add: bool): void {
  v128.store(target, add ? f32x4.add(v128.load(target), sum) : sum);
}
