/**
 * A smooth curve through points that a reader may drag: the natural cubic spline over equally spaced knots, which is twice
 * continuously differentiable, has no curvature at either end, and of all such curves bends least.
 *
 * Source: de Boor 1978, "A Practical Guide to Splines", chapter IV.
 */
export interface Interpolant {
  readonly value: (x: number) => number;
  /** The slope; outside the knots the curve goes on straight. */
  readonly derivative: (x: number) => number;
}

/**
 * @param range the first and the last knot.
 * @param heights the curve's values at the knots, two at least.
 */
export function naturalSpline([low, high]: readonly [number, number], heights: readonly number[]): Interpolant {
  const pieces = heights.length - 1;
  const width = (high - low) / pieces;
  const curvatures = curvaturesOf(heights, width);
  /** The piece that x lies in, and how far along it is, from 0 to 1. */
  const locate = (x: number): readonly [piece: number, along: number] => {
    const along = (x - low) / width;
    const piece = Math.max(0, Math.min(pieces - 1, Math.floor(along)));
    return [piece, along - piece];
  };
  const slopeAt = (piece: number, t: number) => {
    const [left, right] = [curvatures[piece]!, curvatures[piece + 1]!];
    const bend = ((1 - 3 * (1 - t) ** 2) * left + (3 * t * t - 1) * right) / 6;
    return (heights[piece + 1]! - heights[piece]!) / width + width * bend;
  };
  const valueAt = (piece: number, t: number) => {
    const [left, right] = [curvatures[piece]!, curvatures[piece + 1]!];
    const bend = (((1 - t) ** 3 - (1 - t)) * left + (t ** 3 - t) * right) / 6;
    return (1 - t) * heights[piece]! + t * heights[piece + 1]! + width * width * bend;
  };
  return {
    value(x) {
      if (x <= low) return heights[0]! + (x - low) * slopeAt(0, 0);
      if (x >= high) return heights[pieces]! + (x - high) * slopeAt(pieces - 1, 1);
      return valueAt(...locate(x));
    },
    derivative: (x) => slopeAt(...locate(Math.max(low, Math.min(high, x)))),
  };
}

/** Second derivatives at the knots: a tridiagonal system with 4 on the diagonal and 1 beside it. */
function curvaturesOf(heights: readonly number[], width: number): number[] {
  const inner = heights.length - 2;
  const curvatures = Array<number>(heights.length).fill(0);
  const reduced: number[] = [];
  for (let i = 1; i <= inner; i++) {
    const jump = (6 * (heights[i - 1]! - 2 * heights[i]! + heights[i + 1]!)) / (width * width);
    const pivot = 4 - (reduced[i - 1] ?? 0);
    reduced[i] = 1 / pivot;
    curvatures[i] = (jump - curvatures[i - 1]!) / pivot;
  }
  for (let i = inner - 1; i >= 1; i--) curvatures[i]! -= reduced[i]! * curvatures[i + 1]!;
  return curvatures;
}
