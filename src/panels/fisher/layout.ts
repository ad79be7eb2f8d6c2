import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import type { Quantities } from './quantities.ts';

/** The plane of scores, one unit as long in either direction. */
export interface ScorePlane {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What the plane shows: for the softmax the triangle of its policies, with π where scores are 0. */
const SHOWN = {
  softmax: { x: [-0.12, 1.12], y: [-0.12, 1.12] },
  gaussian: { x: [-4.2, 4.2], y: [-3, 5.4] },
} as const;

export function scorePlane({ width, height, em }: Frame, { state }: Quantities): ScorePlane {
  const shown = SHOWN[state.policy];
  const top = em * 3.2;
  const bottom = height - em * 2.2;
  // numbers stand to the left of an axis; the triangle has none
  const aside = state.policy === 'gaussian' ? em * 2.4 : 0;
  const side = Math.min(width - aside, bottom - top);
  const left = Math.max(aside, (width - side) / 2);
  const middle = (top + bottom) / 2;
  return {
    x: scaleLinear(shown.x, [left, left + side]),
    y: scaleLinear(shown.y, [middle + side / 2, middle - side / 2]),
    left,
    right: left + side,
    top: middle - side / 2,
    bottom: middle + side / 2,
  };
}
