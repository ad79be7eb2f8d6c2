import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3';
import type { Room } from '../../../charts/clip.ts';
import type { Frame } from '../../../charts/figure.ts';

/** Where things of the parameter plane stand, in px. A unit of θ is as long along x as along y: lengths can be compared. */
export interface Plane {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly room: Room;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** px of a unit of θ */
  readonly unit: number;
}

/** Units of θ that the plane shows at least, and the place in its middle. */
const WIDE = 7.4;
const HIGH = 5.8;
const MIDDLE = [1.1, 0.1] as const;

export function planeOf({ width, height, u, em }: Frame): Plane {
  const narrow = width < 440 * u;
  const [left, right] = [(narrow ? 26 : 34) * u, width - 4 * u];
  const [top, bottom] = [6 * u, height - em * 1.4 - 10 * u];
  const unit = Math.min((right - left) / WIDE, (bottom - top) / HIGH);
  const half = [(right - left) / unit / 2, (bottom - top) / unit / 2] as const;
  return {
    u,
    em,
    narrow,
    room: { x: left, y: top, width: right - left, height: bottom - top },
    left,
    right,
    top,
    bottom,
    x: scaleLinear([MIDDLE[0] - half[0], MIDDLE[0] + half[0]], [left, right]),
    y: scaleLinear([MIDDLE[1] - half[1], MIDDLE[1] + half[1]], [bottom, top]),
    unit,
  };
}

/** KL against λ, both by factors. */
export interface Spending {
  readonly u: number;
  readonly em: number;
  readonly room: Room;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLogarithmic<number, number>;
  readonly y: ScaleLogarithmic<number, number>;
}

export const LAMBDA = [0.2, 20] as const;
const KL = [1e-4, 3] as const;

export function spendingOf({ width, height, u, em }: Frame): Spending {
  const [left, right] = [44 * u, width - 8 * u];
  const [top, bottom] = [12 * u, height - em * 1.4 - 12 * u];
  return {
    u,
    em,
    room: { x: left, y: top, width: right - left, height: bottom - top },
    left,
    right,
    top,
    bottom,
    x: scaleLog(LAMBDA, [left, right]),
    y: scaleLog(KL, [bottom, top]),
  };
}
