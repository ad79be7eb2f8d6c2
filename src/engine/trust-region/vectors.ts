/** ⟨x, y⟩ */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** factor · x as the numbers that θ is made of. */
export const scaled = (factor: number, x: Float64Array): Float32Array => Float32Array.from(x, (xi) => factor * xi);
