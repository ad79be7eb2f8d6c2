import { type ScaleLinear, scaleLinear } from 'd3';
import type { Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { probability } from '../../exact/sigmoid.ts';
import type { Taylor } from './quantities.ts';

/** The parameter space on the screen, in px: a curve over one parameter, or the plane of two. */
export interface ParameterMap {
  readonly u: number;
  readonly em: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** Half the height of the plane, in units of its parameters. */
const HALF = { categorical: 4, gaussian: 2.2 } as const;

export function mapOf({ width, height, u, em }: Frame, { state }: Taylor): ParameterMap {
  const [left, right, top, bottom] = [26 * u, width - 6 * u, 6 * u, height - em - 12 * u];
  const common = { u, em, left, right, top, bottom };
  if (state.family === 'sigmoid')
    return { ...common, x: scaleLinear([-8, 8], [left, right]), y: scaleLinear([0, 1], [bottom, top + em * 1.6]) };
  const half = HALF[state.family];
  // one unit is as long across as it is upwards
  const reach = (half * (right - left)) / (bottom - top);
  return { ...common, x: scaleLinear([-reach, reach], [left, right]), y: scaleLinear([-half, half], [bottom, top]) };
}

/** Where a parameter stands: on the curve, or in the plane and there inside the axes. */
export function placeIn({ x, y, left, right, top, bottom }: ParameterMap, theta: readonly number[]): Point {
  const [first, second] = theta;
  const py = y(second ?? probability(first!));
  return [Math.max(left, Math.min(right, x(first!))), Math.max(top, Math.min(bottom, py))];
}
