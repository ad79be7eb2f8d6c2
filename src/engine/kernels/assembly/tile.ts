// Matrix products of float32, row-major, in tiles that live in registers: 2 rows × 16 columns are 8 accumulators, which
// with two vectors of B, two broadcast numbers of A and a product fill most of what a WebAssembly engine has (16
// registers, one of them its own).
//
// Every element of a result is a sum whose order depends on the matrices' widths alone, never on the tile that its row
// falls into. So a row's result does not depend on how many rows are computed with it, and is the same on every
// machine.
//
// Within one block of code an engine may move loads to the beginning and arithmetic to the end. In a long block it then
// runs out of registers, and eight products and sums in strict turn, with no load between them, take a processor
// like the Zen 3 longer than they need. So a step along the depth is cut in two halves of 2 rows × 8 columns, each with loads
// of its own, by a way out of the loop that is never taken: nothing is moved across a branch. That is worth a tenth in
// the V8 of Node 20 and nothing in that of Chromium 156. The order of rows and of accumulators is the fastest of those
// measured, too. None of this changes a result.
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
