import { normal } from '../rng.ts';
import { dot } from '../vectors.ts';
import { type MlpShape, parameterCount } from './mlp.ts';

/** Tells the networks of a run apart, so that they do not start with the same weights. Part of what a seed means. */
const NETWORKS = { policy: 0, value: 1, q: 2 } as const;

/**
 * Initial θ of an MLP: orthogonal weights (Saxe et al. 2014), zero biases, in the layout of mlp.ts.
 *
 * Hidden layers have gain √2, the last one `outputGain`: 0.01 makes a policy that is undecided everywhere, 1 suits a
 * value function.
 */
export function orthogonalTheta(
  shape: MlpShape,
  outputGain: number,
  seed: number,
  network: keyof typeof NETWORKS,
): Float32Array {
  const theta = new Float32Array(parameterCount(shape));
  let offset = 0;
  for (let layer = 1; layer < shape.sizes.length; layer++) {
    const [inputs, outputs] = [shape.sizes[layer - 1]!, shape.sizes[layer]!];
    const gain = layer === shape.sizes.length - 1 ? outputGain : Math.SQRT2;
    theta.set(
      orthogonal(outputs, inputs, (i) => normal(seed, 'initialise', NETWORKS[network], layer, i)).map((w) => gain * w),
      offset,
    );
    offset += outputs * (inputs + 1);
  }
  return theta;
}

/** A rows × columns matrix, row-major, whose shorter side is an orthonormal set (modified Gram-Schmidt, float64). */
export function orthogonal(rows: number, columns: number, draw: (index: number) => number): Float64Array {
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows];
  const vectors = Array.from({ length: count }, (_, v) =>
    Float64Array.from({ length }, (_, i) => draw(v * length + i)),
  );
  for (const [v, vector] of vectors.entries()) {
    for (const earlier of vectors.slice(0, v)) {
      const overlap = dot(vector, earlier);
      for (let i = 0; i < length; i++) vector[i]! -= overlap * earlier[i]!;
    }
    const norm = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) vector[i]! /= norm;
  }
  const matrix = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) matrix[r * columns + c] = rows <= columns ? vectors[r]![c]! : vectors[c]![r]!;
  }
  return matrix;
}
