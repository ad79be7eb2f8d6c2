// Moving rows between packed arrays (as callers see them: row after row without gaps) and padded ones (as products want
// them). Strides are in bytes.

/** Copies `rows` rows of `width` numbers; what lies between the rows of `target` is left alone. */
export function copyRows(
  source: usize, sourceStride: usize, target: usize, targetStride: usize, rows: i32, width: i32,
): void {
  const bytes = (<usize>width) << 2;
  if (sourceStride == bytes && targetStride == bytes) {
    memory.copy(target, source, bytes * rows);
    return;
  }
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(target + at, load<f32>(source + at));
    source += sourceStride;
    target += targetStride;
  }
}

/** target [columns, rows] ← sourceᵀ [rows, columns]; in blocks of 4 × 4. */
export function transpose(
  source: usize, sourceStride: usize, target: usize, targetStride: usize, rows: i32, columns: i32,
): void {
  const width = (<usize>columns) << 2;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const s1 = source + sourceStride, s2 = s1 + sourceStride, s3 = s2 + sourceStride;
    let j: usize = 0, t = target;
    for (; j + 16 <= width; j += 16) {
      const r0 = v128.load(source + j), r1 = v128.load(s1 + j), r2 = v128.load(s2 + j), r3 = v128.load(s3 + j);
      const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5), low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7), high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(t, v128.shuffle<i64>(low01, low23, 0, 2));
      v128.store(t + targetStride, v128.shuffle<i64>(low01, low23, 1, 3));
      t += 2 * targetStride;
      v128.store(t, v128.shuffle<i64>(high01, high23, 0, 2));
      v128.store(t + targetStride, v128.shuffle<i64>(high01, high23, 1, 3));
      t += 2 * targetStride;
    }
    for (; j < width; j += 4, t += targetStride) {
      store<f32>(t, load<f32>(source + j));
      store<f32>(t, load<f32>(s1 + j), 4);
      store<f32>(t, load<f32>(s2 + j), 8);
      store<f32>(t, load<f32>(s3 + j), 12);
    }
    source = s3 + sourceStride;
    target += 16;
  }
  for (; row < rows; row++) {
    for (let j: usize = 0, t = target; j < width; j += 4, t += targetStride) store<f32>(t, load<f32>(source + j));
    source += sourceStride;
    target += 4;
  }
}

/** target[i] ← source[indices[i]], rows of `width` numbers: a minibatch out of a batch. */
export function gather(source: usize, width: i32, indices: usize, rows: i32, target: usize): void {
  const bytes = (<usize>width) << 2;
  for (const end = indices + ((<usize>rows) << 2); indices < end; indices += 4) {
    const from = source + <usize>load<u32>(indices) * bytes;
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) v128.store(target + at, v128.load(from + at));
    for (; at < bytes; at += 4) store<f32>(target + at, load<f32>(from + at));
    target += bytes;
  }
}
