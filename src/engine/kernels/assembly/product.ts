// Matrix products of float32, row-major, in tiles that live in registers: 4 rows × 8 columns are 8 accumulators, which with two
// vectors of B and one broadcast number of A fill what a WebAssembly engine has (16 registers, one of them its own).
//
// Every element of a result is a sum whose order depends on the matrices' widths alone, never on the tile that its row falls into. So
// a row's result does not depend on how many rows are computed with it, and is the same on every machine.
//
// `columns` are multiples of 4; strides are in bytes.

@inline
function madd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

@inline
function startOf(bias: usize, column: usize): v128 {
  return bias ? v128.load(bias + column) : f32x4.splat(0);
}

@inline
function put(target: usize, sum: v128, add: bool): void {
  v128.store(target, add ? f32x4.add(v128.load(target), sum) : sum);
}

/**
 * C ← A·B + bias, or C ← C + A·B with `add`.
 *
 * @param a [rows, depth]; @param b [depth, columns]; @param c [rows, columns]
 * @param bias [columns], or 0 for none
 */
@inline
function product(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32, bias: usize, add: bool,
): void {
  const width = (<usize>columns) << 2, wide = width & ~31;
  if (wide < width) {
    narrow(a, aStride, b + wide, bStride, c + wide, cStride, rows, depth, bias ? bias + wide : 0, add);
  }
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    for (let j: usize = 0; j < wide; j += 32) {
      const start0 = startOf(bias, j), start1 = startOf(bias, j + 16);
      let c00 = start0, c01 = start1, c10 = start0, c11 = start1;
      let c20 = start0, c21 = start1, c30 = start0, c31 = start1;
      let a0 = a, a1 = a + aStride, a2 = a + 2 * aStride, a3 = a + 3 * aStride, bk = b + j;
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(bk), b1 = v128.load(bk, 16);
        let x = v128.load32_splat(a0);
        c00 = madd(c00, x, b0);
        c01 = madd(c01, x, b1);
        x = v128.load32_splat(a1);
        c10 = madd(c10, x, b0);
        c11 = madd(c11, x, b1);
        x = v128.load32_splat(a2);
        c20 = madd(c20, x, b0);
        c21 = madd(c21, x, b1);
        x = v128.load32_splat(a3);
        c30 = madd(c30, x, b0);
        c31 = madd(c31, x, b1);
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
        bk += bStride;
      }
      let o = c + j;
      put(o, c00, add);
      put(o + 16, c01, add);
      o += cStride;
      put(o, c10, add);
      put(o + 16, c11, add);
      o += cStride;
      put(o, c20, add);
      put(o + 16, c21, add);
      o += cStride;
      put(o, c30, add);
      put(o + 16, c31, add);
    }
    a += 4 * aStride;
    c += 4 * cStride;
  }
  for (; row < rows; row++) {
    singleRow(a, b, bStride, c, depth, width, bias, add);
    a += aStride;
    c += cStride;
  }
}

/** The last four columns of all rows that come in fours. */
function narrow(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, bias: usize, add: bool,
): void {
  const start = startOf(bias, 0);
  for (let row = 0; row + 4 <= rows; row += 4) {
    let c0 = start, c1 = start, c2 = start, c3 = start;
    let a0 = a, a1 = a + aStride, a2 = a + 2 * aStride, a3 = a + 3 * aStride, bk = b;
    for (let k = 0; k < depth; k++) {
      const b0 = v128.load(bk);
      c0 = madd(c0, v128.load32_splat(a0), b0);
      c1 = madd(c1, v128.load32_splat(a1), b0);
      c2 = madd(c2, v128.load32_splat(a2), b0);
      c3 = madd(c3, v128.load32_splat(a3), b0);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      bk += bStride;
    }
    put(c, c0, add);
    put(c + cStride, c1, add);
    put(c + 2 * cStride, c2, add);
    put(c + 3 * cStride, c3, add);
    a += 4 * aStride;
    c += 4 * cStride;
  }
}

/** One row, 16 columns at a time: a single environment acting, or what four rows leave over. */
function singleRow(
  a: usize, b: usize, bStride: usize, c: usize, depth: i32, width: usize, bias: usize, add: bool,
): void {
  let j: usize = 0;
  for (; j + 64 <= width; j += 64) {
    let c0 = startOf(bias, j), c1 = startOf(bias, j + 16), c2 = startOf(bias, j + 32), c3 = startOf(bias, j + 48);
    let ak = a, bk = b + j;
    for (let k = 0; k < depth; k++) {
      const x = v128.load32_splat(ak);
      c0 = madd(c0, x, v128.load(bk));
      c1 = madd(c1, x, v128.load(bk, 16));
      c2 = madd(c2, x, v128.load(bk, 32));
      c3 = madd(c3, x, v128.load(bk, 48));
      ak += 4;
      bk += bStride;
    }
    put(c + j, c0, add);
    put(c + j + 16, c1, add);
    put(c + j + 32, c2, add);
    put(c + j + 48, c3, add);
  }
  for (; j < width; j += 16) {
    let sum = startOf(bias, j), ak = a, bk = b + j;
    for (let k = 0; k < depth; k++) {
      sum = madd(sum, v128.load32_splat(ak), v128.load(bk));
      ak += 4;
      bk += bStride;
    }
    put(c + j, sum, add);
  }
}

/**
 * C ← A·Wᵀ + bias for a layer with few outputs, C packed: as dot products along the inputs, four numbers at a time, which leaves no
 * lanes to padding. Tiles are 4 rows × 2 outputs.
 *
 * @param a [rows, depth]; @param w [outputs, depth], zero rows up to an even number of them; `depth` a multiple of 4
 */
export function dotProducts(
  a: usize, aStride: usize, w: usize, wStride: usize, bias: usize, c: usize, rows: i32, depth: i32, outputs: i32,
): void {
  const cStride = (<usize>outputs) << 2, zero = f32x4.splat(0);
  for (let row = 0; row < rows; row += 4) {
    // Rows beyond the last one stand in for it, and are not kept.
    const left = rows - row, a1 = left > 1 ? a + aStride : a, a2 = left > 2 ? a1 + aStride : a, a3 = left > 3 ? a2 + aStride : a;
    for (let j = 0; j < outputs; j += 2) {
      let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero, c30 = zero, c31 = zero;
      const w0 = w + <usize>j * wStride, w1 = w0 + wStride;
      for (let k: usize = 0; k < (<usize>depth) << 2; k += 16) {
        const b0 = v128.load(w0 + k), b1 = v128.load(w1 + k);
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
      const to = c + ((<usize>j) << 2), from = bias + ((<usize>j) << 2);
      putSums(to, cStride, left, f32x4.add(sums(c00, c10, c20, c30), v128.load32_splat(from)));
      if (j + 1 < outputs) putSums(to + 4, cStride, left, f32x4.add(sums(c01, c11, c21, c31), v128.load32_splat(from, 4)));
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

/** C ← A·B + bias: a layer, or with `bias` 0 what a layer's deltas mean for the layer below. */
export function affine(
  a: usize, aStride: usize, b: usize, bStride: usize, bias: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32,
): void {
  product(a, aStride, b, bStride, c, cStride, rows, depth, columns, bias, false);
}

/** C ← C + A·B. */
export function addProduct(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32,
): void {
  product(a, aStride, b, bStride, c, cStride, rows, depth, columns, 0, true);
}

/**
 * C ← Aᵀ·B, or C ← C + Aᵀ·B with `add`: a weight gradient, from deltas A and a layer's inputs B.
 *
 * @param a [depth, rows], `rows` a multiple of 4; @param b [depth, columns]; @param c [rows, columns]
 */
export function transposedProduct(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, depth: i32, columns: i32, add: bool,
): void {
  const width = (<usize>columns) << 2;
  let j: usize = 0;
  for (; j + 32 <= width; j += 32) {
    for (let row: usize = 0; row < (<usize>rows) << 2; row += 16) {
      const zero = f32x4.splat(0);
      let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero, c30 = zero, c31 = zero;
      let ak = a + row, bk = b + j;
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(bk), b1 = v128.load(bk, 16);
        let x = v128.load32_splat(ak);
        c00 = madd(c00, x, b0);
        c01 = madd(c01, x, b1);
        x = v128.load32_splat(ak, 4);
        c10 = madd(c10, x, b0);
        c11 = madd(c11, x, b1);
        x = v128.load32_splat(ak, 8);
        c20 = madd(c20, x, b0);
        c21 = madd(c21, x, b1);
        x = v128.load32_splat(ak, 12);
        c30 = madd(c30, x, b0);
        c31 = madd(c31, x, b1);
        ak += aStride;
        bk += bStride;
      }
      let o = c + (row >> 2) * cStride + j;
      put(o, c00, add);
      put(o + 16, c01, add);
      o += cStride;
      put(o, c10, add);
      put(o + 16, c11, add);
      o += cStride;
      put(o, c20, add);
      put(o + 16, c21, add);
      o += cStride;
      put(o, c30, add);
      put(o + 16, c31, add);
    }
  }
  if (j < width) {
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
