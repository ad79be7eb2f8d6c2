/** A symmetric 2 × 2 matrix, [xx, xy, yy]: a covariance, a Fisher matrix. */
export type Symmetric = readonly [xx: number, xy: number, yy: number];

type Pair = readonly [number, number];

export const trace = ([xx, , yy]: Symmetric): number => xx + yy;

export const subtract = (a: Symmetric, b: Symmetric): Symmetric => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export const scaled = (a: Symmetric, factor: number): Symmetric => [a[0] * factor, a[1] * factor, a[2] * factor];

/** √ Σ a_ij², over all four entries. */
export const frobenius = ([xx, xy, yy]: Symmetric): number => Math.hypot(xx, xy, xy, yy);

export interface Eigen {
  /** The larger one first. */
  readonly values: Pair;
  /** The direction of the larger one, in radians from the first axis, in (−π/2, π/2]. */
  readonly angle: number;
}

export function eigen([xx, xy, yy]: Symmetric): Eigen {
  const middle = (xx + yy) / 2;
  const radius = Math.hypot((xx - yy) / 2, xy);
  // the smaller one from the determinant, which loses fewer digits than middle − radius where it is near 0
  const larger = middle + radius;
  const smaller = larger > 0 && middle > 0 ? (xx * yy - xy * xy) / larger : middle - radius;
  return { values: [larger, smaller], angle: Math.atan2(2 * xy, xx - yy) / 2 };
}

/**
 * The image of a circle under A^½: {A^½ u, ‖u‖ = radius}. For a covariance, where the Mahalanobis distance is `radius`.
 *
 * @returns points of the closed curve about 0, the last one beside the first.
 */
export function ellipse(matrix: Symmetric, radius: number, points = 72): Pair[] {
  const { values, angle } = eigen(matrix);
  const [a, b] = values.map((value) => radius * Math.sqrt(Math.max(0, value))) as [number, number];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: points }, (_, i): Pair => {
    const [u, v] = [a * Math.cos((2 * Math.PI * i) / points), b * Math.sin((2 * Math.PI * i) / points)];
    return [c * u - s * v, s * u + c * v];
  });
}
