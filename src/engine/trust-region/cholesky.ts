/** A symmetric matrix, n × n, row-major; only the lower triangle is read. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** A matrix that has no Cholesky factor. */
export class NotPositiveDefinite extends RangeError {}

/**
 * x with (A + damping I) x = b, by A + damping I = L Lᵀ: n³/6 multiplications and additions, exact but for rounding.
 * @throws NotPositiveDefinite naming the first pivot that is not above 0
 */
export function choleskySolve({ size, values }: SymmetricMatrix, b: ArrayLike<number>, damping = 0): Float64Array {
  const L = factorise(size, values, damping);
  const x = Float64Array.from(b);
  // L y = b, then Lᵀ x = y.
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let k = 0, at = i * size; k < i; k++) sum -= L[at + k]! * x[k]!;
    x[i] = sum / L[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    x[i]! /= L[i * size + i]!;
    for (let k = 0, at = i * size; k < i; k++) x[k]! -= L[at + k]! * x[i]!;
  }
  return x;
}

function factorise(size: number, values: Float64Array, damping: number): Float64Array {
  const L = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0, row = i * size; j <= i; j++) {
      const other = j * size;
      let sum = values[row + j]! + (i === j ? damping : 0);
      for (let k = 0; k < j; k++) sum -= L[row + k]! * L[other + k]!;
      if (j < i) L[row + j] = sum / L[other + j]!;
      else if (sum > 0 && sum < Number.POSITIVE_INFINITY) L[row + i] = Math.sqrt(sum);
      else throw new NotPositiveDefinite(`The matrix is not positive definite: pivot ${i + 1} of ${size} is ${sum}.`);
    }
  }
  return L;
}

/** Attempts, each with ten times the damping of the one before it. */
const ATTEMPTS = 8;
/** The damping that follows 0, as a share of the mean of the diagonal. */
const LEAST_DAMPING = 1e-7;

/**
 * The same, with as much more damping as it takes: a Fisher matrix estimated from few samples is only semidefinite, and
 * rounding can push it below.
 * @returns x and the damping that it was had with
 * @throws NotPositiveDefinite if none of the attempts succeeds
 */
export function solveDamped(
  matrix: SymmetricMatrix,
  b: ArrayLike<number>,
  damping: number,
): { readonly x: Float64Array; readonly damping: number } {
  for (let attempt = 1, used = damping; ; attempt++) {
    try {
      return { x: choleskySolve(matrix, b, used), damping: used };
    } catch (error) {
      if (!(error instanceof NotPositiveDefinite) || attempt === ATTEMPTS) throw error;
    }
    used = used > 0 ? 10 * used : LEAST_DAMPING * meanOfDiagonal(matrix);
  }
}

function meanOfDiagonal({ size, values }: SymmetricMatrix): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += values[i * size + i]!;
  return sum / size;
}
