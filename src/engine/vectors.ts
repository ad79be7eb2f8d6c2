// Vectors of float64 or float32, with sums in float64.

/** ⟨x, y⟩ */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** factor · x as the numbers that θ is made of. */
export const scaled = (factor: number, x: Float64Array): Float32Array => Float32Array.from(x, (xi) => factor * xi);

/** Σ cᵢ xᵢ of vectors of one length, in float64. */
export function combined(...terms: readonly (readonly [factor: number, x: ArrayLike<number>])[]): Float64Array {
  const sum = new Float64Array(terms[0]![1].length);
  for (const [factor, x] of terms) for (let i = 0; i < sum.length; i++) sum[i]! += factor * x[i]!;
  return sum;
}
