import { range, type ScaleLinear, scaleLinear } from 'd3';
import type { Room } from '../../../charts/clip.ts';
import type { Frame } from '../../../charts/figure.ts';
import type { Bound } from '../quantities.ts';
import { AXIS } from '../spec.ts';

export type Scale = ScaleLinear<number, number>;

/** Where things stand, in px: the curves, below them two rows for the steps, and the axis of θ. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where the curves end and the rows begin. */
  readonly foot: number;
  readonly bottom: number;
  readonly room: Room;
  readonly x: Scale;
  readonly y: Scale;
  /** The largest U on the axis. */
  readonly most: number;
}

/** Places over the whole axis. */
export const PLACES = range(161).map((i) => AXIS[0] + ((AXIS[1] - AXIS[0]) * i) / 160);

export function layoutOf({ width, height, u, em }: Frame, { worth }: Bound): Layout {
  const [left, right] = [38 * u, width - 10 * u];
  const [top, bottom] = [8 * u, height - em * 1.4 - 10 * u];
  const foot = bottom - em * 3.3;
  const most = Math.max(...PLACES.map(worth));
  return {
    u,
    em,
    narrow: width < 480 * u,
    left,
    right,
    top,
    foot,
    bottom,
    room: { x: left, y: top, width: right - left, height: foot - top },
    x: scaleLinear(AXIS, [left, right]),
    y: scaleLinear([-0.04 * most, most * 1.12], [foot, top]),
    most,
  };
}
