import { type ScaleLinear, scaleLinear } from 'd3';
import type { Room } from '../../../charts/clip.ts';
import type { Frame } from '../../../charts/figure.ts';
import type { Problem } from '../problems.ts';

/** Where the plane of one field stands, in px. */
export interface Plane {
  readonly u: number;
  readonly em: number;
  readonly room: Room;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Names the size and the scales: what was traced for another key is stale. */
  readonly key: string;
}

export function planeOf({ width, height, u, em }: Frame, problem: Problem): Plane {
  const [left, right] = [30 * u, width - 4 * u];
  const [top, bottom] = [em * 1.8 + 4 * u, height - em * 1.4 - 10 * u];
  return {
    u,
    em,
    room: { x: left, y: top, width: right - left, height: bottom - top },
    left,
    right,
    top,
    bottom,
    x: scaleLinear(problem.x, [left, right]),
    y: scaleLinear(problem.y, [bottom, top]),
    key: [problem.id, problem.scales[1], left, right, top, bottom].join(),
  };
}
