/** y = factor · x^power: a straight line on logarithmic axes, and its slope there is the power. */
export interface PowerLaw {
  readonly factor: number;
  readonly power: number;
}

/** A place and what was measured there, both above 0. */
export type Measured = readonly [x: number, y: number];

/**
 * The power law through measurements: the median of the slopes between any two of them on logarithmic axes, so that a few
 * that something else disturbed do not turn it (Theil 1950, Sen 1968), and the median of the factors that go with it.
 * @returns null for fewer than two different x
 */
export function fitPowerLaw(points: readonly Measured[]): PowerLaw | null {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const slopes = logs.flatMap(([x1, y1], i) =>
    logs.slice(i + 1).flatMap(([x2, y2]) => (x1 === x2 ? [] : [(y2 - y1) / (x2 - x1)])),
  );
  if (slopes.length === 0) return null;
  const power = median(slopes);
  return { factor: Math.exp(median(logs.map(([x, y]) => y - power * x))), power };
}

/** What the law says at x. */
export const valueAt = ({ factor, power }: PowerLaw, x: number): number => factor * x ** power;

/** The law of the same power through one point: a slope, drawn where one wants to look at it. */
export const throughPoint = (power: number, [x, y]: Measured): PowerLaw => ({ factor: y / x ** power, power });

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
