// Float64, for whoever looks at an update and wants its numbers to the last digit that is shown: what a network needs of
// matrices. Rows and columns come in fours; whoever calls has padded them.

@inline
function madd(sum: v128, x: v128, y: v128): v128 {
  return f64x2.add(sum, f64x2.mul(x, y));
}

/**
 * C ← A·B + bias, or C ← C + A·B with `add`. Steps are bytes.
 *
 * @param a [rows, depth], of any layout: from one row to the next, and from one column to the next
 * @param b [depth, columns]; @param c [rows, columns]; both row by row
 * @param bias [columns], or 0 for none
 */
export function doubleProduct(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bias: usize, c: usize, cRow: usize,
  rows: i32, depth: i32, columns: i32, add: bool,
): void {
  const width = (<usize>columns) << 3, zero = f64x2.splat(0);
  for (let row = 0; row < rows; row += 4) {
    for (let j: usize = 0; j < width; j += 32) {
      const start0 = bias ? v128.load(bias + j) : zero, start1 = bias ? v128.load(bias + j, 16) : zero;
      let c00 = start0, c01 = start1, c10 = start0, c11 = start1;
      let c20 = start0, c21 = start1, c30 = start0, c31 = start1;
      let a0 = a, a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, bk = b + j;
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(bk), b1 = v128.load(bk, 16);
        let x = v128.load64_splat(a0);
        c00 = madd(c00, x, b0);
        c01 = madd(c01, x, b1);
        x = v128.load64_splat(a1);
        c10 = madd(c10, x, b0);
        c11 = madd(c11, x, b1);
        x = v128.load64_splat(a2);
        c20 = madd(c20, x, b0);
        c21 = madd(c21, x, b1);
        x = v128.load64_splat(a3);
        c30 = madd(c30, x, b0);
        c31 = madd(c31, x, b1);
        a0 += aColumn;
        a1 += aColumn;
        a2 += aColumn;
        a3 += aColumn;
        bk += bRow;
      }
      let o = c + j;
      put(o, c00, c01, add);
      o += cRow;
      put(o, c10, c11, add);
      o += cRow;
      put(o, c20, c21, add);
      o += cRow;
      put(o, c30, c31, add);
    }
    a += 4 * aRow;
    c += 4 * cRow;
  }
}

@inline
function put(at: usize, low: v128, high: v128, add: bool): void {
  v128.store(at, add ? f64x2.add(v128.load(at), low) : low);
  v128.store(at, add ? f64x2.add(v128.load(at, 16), high) : high, 16);
}

/** Entries of the table of tanh, 64 to a unit: beyond its end, tanh is 1 in float64 long since. */
const TANH_ENTRIES: i32 = 2048;
/** Adding it to a small number leaves that number, rounded, in the lowest bits. */
const ROUNDER: f64 = 4503599627370496;

/**
 * h ← tanh h, in place; `count` is even. By tanh(a + d) = (tanh a + tanh d)/(1 + tanh a tanh d), with a in the table and d at
 * most half of its step: a relative error below 1e-15, and NaN stays NaN.
 *
 * @param table tanh(i / 64) for i = 0, 1, … 2047
 */
export function doubleTanh(h: usize, count: i32, table: usize): void {
  const most = f64x2.splat(<f64>(TANH_ENTRIES - 1) / 64), perUnit = f64x2.splat(64), step = f64x2.splat(1.0 / 64);
  const one = f64x2.splat(1), rounder = f64x2.splat(ROUNDER), sign = f64x2.splat(-0.0);
  const c3 = f64x2.splat(1.0 / 3), c5 = f64x2.splat(2.0 / 15), c7 = f64x2.splat(17.0 / 315);
  for (const end = h + ((<usize>count) << 3); h < end; h += 16) {
    const z = v128.load(h);
    // pmin(x, y) is y < x ? y : x, so that a NaN in x comes through.
    const x = f64x2.pmin(f64x2.abs(z), most);
    const index = f64x2.add(f64x2.mul(x, perUnit), rounder);
    const d = f64x2.sub(x, f64x2.mul(f64x2.sub(index, rounder), step));
    const q = f64x2.mul(d, d);
    const series = f64x2.sub(c3, f64x2.mul(q, f64x2.sub(c5, f64x2.mul(q, c7))));
    const t = f64x2.mul(d, f64x2.sub(one, f64x2.mul(q, series)));
    const low = v128.load64_zero(entry(table, i32x4.extract_lane(index, 0)));
    const s = v128.load_lane<f64>(entry(table, i32x4.extract_lane(index, 2)), low, 1);
    const y = f64x2.div(f64x2.add(s, t), f64x2.add(one, f64x2.mul(s, t)));
    v128.store(h, v128.bitselect(z, y, sign));
  }
}

/** Whatever bits a NaN may have, they lead to some entry. */
@inline
function entry(table: usize, index: i32): usize {
  return table + ((<usize>(index & (TANH_ENTRIES - 1))) << 3);
}
