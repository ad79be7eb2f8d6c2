import { type ScaleLinear, scaleLinear } from 'd3';
import type { Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { coordinatesOf, type Gaussian, type Pair, type Parametrisation } from '../../exact/gaussian.ts';

/** The parameter space on the screen, in px: one unit is as long across as it is upwards, so a ball is round. */
export interface Plane {
  readonly by: Parametrisation;
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Px of one unit of either parameter. */
  readonly scale: number;
}

/** Means that must be in sight, either way from 0. */
const MEANS = 2.9;
/** Spreads that must be in sight: those of σ from 0.2 to 2, with room for the handles. */
const SPREADS: Readonly<Record<Parametrisation, readonly [low: number, high: number]>> = {
  sigma: [0, 2.15],
  logSigma: [-1.85, 0.95],
  variance: [0, 4.2],
};

export function planeOf({ width, height, u, em }: Frame, by: Parametrisation): Plane {
  const narrow = width < 480 * u;
  const left = (narrow ? 26 : 38) * u;
  const right = width - 8 * u;
  const top = 8 * u;
  const bottom = height - em - 16 * u;
  const [low, high] = SPREADS[by];
  const scale = Math.min((right - left) / (2 * MEANS), (bottom - top) / (high - low));
  const reach = (right - left) / scale / 2;
  const spread = (bottom - top) / scale;
  // σ and σ² begin at 0; log σ has no beginning, and stands in the middle
  const foot = by === 'logSigma' ? (low + high - spread) / 2 : low;
  return {
    by,
    u,
    em,
    narrow,
    left,
    right,
    top,
    bottom,
    x: scaleLinear([-reach, reach], [left, right]),
    y: scaleLinear([foot, foot + spread], [bottom, top]),
    scale,
  };
}

/** Where a point of the parameter space stands. */
export const placeAt = ({ x, y }: Plane, [mean, spread]: Pair): Point => [x(mean), y(spread)];

/** Where a policy stands. */
export const placeOf = (plane: Plane, policy: Gaussian): Point => placeAt(plane, coordinatesOf(policy, plane.by));

export const isInside = ({ left, right, top, bottom }: Plane, [x, y]: Point): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** The nearest place inside the plane. */
export const inside = ({ left, right, top, bottom }: Plane, [x, y]: Point): Point => [
  Math.max(left, Math.min(right, x)),
  Math.max(top, Math.min(bottom, y)),
];
