// Four samples at a time: lane i of a vector belongs to sample i, so that sums over actions stay inside a lane, and all
// families of distributions share the same shape of loop. The last block's lanes without a sample compute on whatever
// lies there.
import { allocate } from './arena';

/** One number of four rows that lie `stride` bytes apart. */
@inline
export function column(first: usize, stride: usize): v128 {
  let v = v128.load32_zero(first);
  v = v128.load_lane<f32>(first + stride, v, 1);
  v = v128.load_lane<f32>(first + 2 * stride, v, 2);
  return v128.load_lane<f32>(first + 3 * stride, v, 3);
}

@inline
export function putColumn(first: usize, stride: usize, v: v128): void {
  v128.store_lane<f32>(first, v, 0);
  v128.store_lane<f32>(first + stride, v, 1);
  v128.store_lane<f32>(first + 2 * stride, v, 2);
  v128.store_lane<f32>(first + 3 * stride, v, 3);
}

/**
 * Two sums in float64 (of even and of odd lanes), grown by the lanes of v that belong to the `left` samples still to
 * come.
 */
@inline
export function sumLanes(sum: v128, v: v128, left: i32): v128 {
  const own = v128.and(v, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left)));
  const low = f64x2.promote_low_f32x4(own);
  const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(own, own, 1, 1));
  return f64x2.add(sum, f64x2.add(low, high));
}

@inline
export function total(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

let block: usize = 0;
let room: i32 = 0;

/** Scratch for `count` vectors. Allocated when something wider than ever before comes by, and then kept. */
export function laneBlock(count: i32): usize {
  if (count > room) {
    block = allocate(count << 2);
    room = count;
  }
  return block;
}
