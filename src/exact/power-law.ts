/** y = factor · x^power: a straight line on logarithmic axes, and its slope there is the power. */
export interface PowerLaw {
  readonly factor: number;
  readonly power: number;
}

/** A place and what was measured there, both above 0. */
export type Measured = readonly [x: number, y: number];

/**
 * The power law through measurements, by least squares of log y on log x.
 * @returns null for fewer than two different x
 */
export function fitPowerLaw(points: readonly Measured[]): PowerLaw | null {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = mean(logs.map(([x]) => x));
  const meanY = mean(logs.map(([, y]) => y));
  const spread = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (!(spread > 0)) return null;
  const power = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return { factor: Math.exp(meanY - power * meanX), power };
}

/** What the law says at x. */
export const valueAt = ({ factor, power }: PowerLaw, x: number): number => factor * x ** power;

/** The law of the same power through one point: a slope, drawn where one wants to look at it. */
export const throughPoint = (power: number, [x, y]: Measured): PowerLaw => ({ factor: y / x ** power, power });

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
