/** A function on the line made of polynomials, so that its expectations under a Gaussian have a closed form. */
export interface Piecewise {
  /** Ascending and contiguous, from −∞ to ∞. A piece holds from its own beginning up to that of the next. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly from: number;
  /** c₀ + c₁ (x − origin) + c₂ (x − origin)² + … */
  readonly coefficients: readonly number[];
  readonly origin: number;
}

/** One polynomial everywhere. */
export const polynomial = (origin: number, ...coefficients: readonly number[]): Piecewise => ({
  pieces: [{ from: Number.NEGATIVE_INFINITY, coefficients, origin }],
});

/** Straight between its knots (ascending in x), flat beyond the first and the last. */
export function polyline(knots: readonly (readonly [x: number, y: number])[]): Piecewise {
  const first = knots[0]!;
  const last = knots.at(-1)!;
  return {
    pieces: [
      { from: Number.NEGATIVE_INFINITY, coefficients: [first[1]], origin: 0 },
      ...knots.slice(1).map(([x, y], i): Piece => {
        const [x0, y0] = knots[i]!;
        return { from: x0, coefficients: [y0, (y - y0) / (x - x0)], origin: x0 };
      }),
      { from: last[0], coefficients: [last[1]], origin: 0 },
    ],
  };
}

/** f + c. */
export const raised = ({ pieces }: Piecewise, by: number): Piecewise => ({
  pieces: pieces.map((piece) => ({
    ...piece,
    coefficients: piece.coefficients.map((c, n) => (n === 0 ? c + by : c)),
  })),
});

/** f′ where f is smooth. Jumps leave no trace in it. */
export const derivative = ({ pieces }: Piecewise): Piecewise => ({
  pieces: pieces.map((piece) => ({
    ...piece,
    coefficients: piece.coefficients.length > 1 ? piece.coefficients.slice(1).map((c, n) => c * (n + 1)) : [0],
  })),
});

/** f(x). Loops and halving, not closures: panels ask for it a hundred thousand times a frame. */
export function valueAt({ pieces }: Piecewise, x: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.from <= x) low = middle;
    else high = middle - 1;
  }
  const { coefficients, origin } = pieces[low]!;
  let sum = 0;
  for (let n = coefficients.length - 1; n >= 0; n--) sum = sum * (x - origin) + coefficients[n]!;
  return sum;
}
