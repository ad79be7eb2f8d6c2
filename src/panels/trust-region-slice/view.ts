import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';
import { endsOf } from './surface.ts';

/** The plane on the screen: a length is as long across as it is upwards. In px. */
export interface PlaneView {
  readonly u: number;
  readonly em: number;
  /** Marks have their short names only. */
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the marks are told beside a plane that is low and leaves room there; null elsewhere. */
  readonly beside: number | null;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** Width, in em, that the marks take when they are told beside the plane. */
const BESIDE = 17;

/** What the axes show while there is no plane yet. */
const EMPTY = { x: [-1, 2.4], y: [-0.6, 1.2] } as const;

export function viewOf({ width, height, u, em }: Frame, slice: PlaneSlice | null): PlaneView {
  const [first, second] = slice ? [endsOf(slice.x), endsOf(slice.y)] : [EMPTY.x, EMPTY.y];
  const isLow = height < 210 * u;
  const [least, most] = [40 * u, width - 6 * u];
  const [roof, floor] = [em * 1.5, height - em * (isLow ? 1.9 : 3.1)];
  const scale = Math.min((most - least) / (first[1] - first[0]), (floor - roof) / (second[1] - second[0]));
  const [wide, tall] = [scale * (first[1] - first[0]), scale * (second[1] - second[0])];
  const rest = most - least - wide;
  const tells = isLow && rest > BESIDE * em;
  const left = tells ? least : least + rest / 2;
  // under the room's ceiling rather than in its middle: what is left over stands below, beside the sentence
  const top = roof + Math.max(0, Math.min(floor - roof - tall, em));
  return {
    u,
    em,
    narrow: wide < 420 * u,
    left,
    right: left + wide,
    top,
    bottom: top + tall,
    beside: tells ? left + wide + 2 * em : null,
    x: scaleLinear(first, [left, left + wide]),
    y: scaleLinear(second, [top + tall, top]),
  };
}
