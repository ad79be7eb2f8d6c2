import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';
import { endsOf } from './surface.ts';

/** The plane on the screen: a length is as long across as it is upwards. In px. */
export interface PlaneView {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** What the axes show while there is no plane yet. */
const EMPTY = { x: [-1, 2.4], y: [-0.6, 1.2] } as const;

export function viewOf({ width, height, u, em }: Frame, slice: PlaneSlice | null): PlaneView {
  const [first, second] = slice ? [endsOf(slice.x), endsOf(slice.y)] : [EMPTY.x, EMPTY.y];
  const [least, most] = [40 * u, width - 6 * u];
  const [roof, floor] = [em * 1.5, height - em * 2.9];
  const scale = Math.min((most - least) / (first[1] - first[0]), (floor - roof) / (second[1] - second[0]));
  const wide = scale * (first[1] - first[0]);
  const left = least + (most - least - wide) / 2;
  const tall = scale * (second[1] - second[0]);
  // under the room's ceiling rather than in its middle: what is left over stands below, beside the sentence
  const top = roof + Math.max(0, Math.min(floor - roof - tall, em));
  return {
    u,
    em,
    narrow: width < 460 * u,
    left,
    right: left + wide,
    top,
    bottom: top + tall,
    x: scaleLinear(first, [left, left + wide]),
    y: scaleLinear(second, [top + tall, top]),
  };
}
