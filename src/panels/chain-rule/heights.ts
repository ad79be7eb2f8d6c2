import { snap } from '../snap.ts';

/** Actions run from −LIMIT to LIMIT; curves have a point to drag at each of seven of them. */
export const LIMIT = 2;
const COUNT = 7;
export const KNOTS: readonly number[] = Array.from({ length: COUNT }, (_, i) => -LIMIT + (2 * LIMIT * i) / (COUNT - 1));
/** Heights that a point can have, and the step between them. */
export const END = 3;
export const STEP = 0.1;

/** Seven heights as a link carries them: "-1,0.5,…". */
export const HEIGHTS = /^-?[0-3](\.\d)?(,-?[0-3](\.\d)?){6}$/;

export const readHeights = (text: string): readonly number[] =>
  text.split(',').map((height) => Math.max(-END, Math.min(END, Number(height))));

/** The text with one of its points moved. */
export function withHeight(text: string, knot: number, height: number): string {
  const moved = snap(height, STEP, -END, END);
  return readHeights(text)
    .map((before, i) => (i === knot ? moved : before))
    .join(',');
}
