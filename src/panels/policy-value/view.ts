import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import type { SliceAxis } from '../../engine/envs/environment.ts';

/** Where maps are drawn: a group inside the figure. */
export interface Sheet extends Omit<Frame, 'svg'> {
  readonly svg: SVGElement;
}

/** Where one map stands, and its scales, in CSS px. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  /** Of the plane's second coordinate; for a line, of the quantity itself. */
  readonly y: ScaleLinear<number, number>;
}

/** `count` maps side by side. @param y the vertical axis of each: shared in a plane, its own in a line */
export function roomsOf(
  { width, height, u, em }: Pick<Frame, 'width' | 'height' | 'u' | 'em'>,
  x: SliceAxis,
  y: readonly (SliceAxis | readonly [number, number])[],
): readonly Room[] {
  const isPlane = !Array.isArray(y[0]);
  const left = 40 * u;
  // the last number of one axis and the first of the next keep apart
  const gap = isPlane ? Math.max(26 * u, em * 3.2) : 50 * u;
  const each = (width - left - 10 * u - gap * (y.length - 1)) / y.length;
  const [top, bottom] = [em * 2.2, height - em * 2.5 - 12 * u];
  return y.map((vertical, i) => {
    const start = left + i * (each + gap);
    const ends = 'range' in vertical ? endsOf(vertical) : vertical;
    // rows of a grid are counted downwards
    const isDown = 'range' in vertical && vertical.isDiscrete === true;
    return {
      left: start,
      right: start + each,
      top,
      bottom,
      x: scaleLinear(endsOf(x), [start, start + each]),
      y: scaleLinear(ends, isDown ? [top, bottom] : [bottom, top]),
    };
  });
}

/** A discrete axis has room for the whole cells at its ends. */
export function endsOf({ range: [first, last], isDiscrete }: SliceAxis): readonly [number, number] {
  return isDiscrete ? [first - 0.5, last + 0.5] : [first, last];
}
