import { bisectRight } from 'd3';
import type { Field } from '../../charts/contours.ts';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';

/** What was measured, and between the places as well. */
export interface Surface {
  /** Nearest to it outside of what was measured. */
  readonly at: (x: number, y: number) => number;
  /** On a finer grid, whose places are those of `placeX` and `placeY` at its whole numbers. */
  readonly field: Field;
}

export interface Surfaces {
  readonly surrogate: Surface;
  readonly kl: Surface;
  /** From a column or row of the field, or between two, to the place in the plane. */
  readonly placeX: (column: number) => number;
  readonly placeY: (row: number) => number;
}

/** Pieces that an interval between two measured places is cut into. */
const PIECES = 3;

const made = new WeakMap<PlaneSlice, Surfaces>();

export function surfacesOf(slice: PlaneSlice): Surfaces {
  const known = made.get(slice);
  if (known) return known;
  const [xs, ys] = [refined(slice.x), refined(slice.y)];
  const surface = (values: Float64Array) => surfaceThrough(slice, xs, ys, values);
  const surfaces = {
    surrogate: surface(slice.surrogate),
    kl: surface(slice.kl),
    placeX: (column: number) => between(xs, column),
    placeY: (row: number) => between(ys, row),
  };
  made.set(slice, surfaces);
  return surfaces;
}

export const endsOf = (places: Float64Array): readonly [number, number] => [places[0]!, places.at(-1)!];

function surfaceThrough({ x, y }: PlaneSlice, xs: Float64Array, ys: Float64Array, values: Float64Array): Surface {
  const rows = Array.from(y, (_, row) => smooth(x, values.subarray(row * x.length, (row + 1) * x.length)));
  const fine = new Float64Array(xs.length * ys.length);
  for (let column = 0; column < xs.length; column++)
    smooth(
      y,
      Float64Array.from(rows, (row) => row[column]!),
    ).forEach((value, row) => {
      fine[row * xs.length + column] = value;
    });
  return {
    at: (atX, atY) => {
      const [column, row] = [indexIn(xs, atX), indexIn(ys, atY)];
      const [i, j] = [Math.min(Math.floor(column), xs.length - 2), Math.min(Math.floor(row), ys.length - 2)];
      const along = (of: number) => {
        const start = of * xs.length + i;
        return fine[start]! + (column - i) * (fine[start + 1]! - fine[start]!);
      };
      return along(j) + (row - j) * (along(j + 1) - along(j));
    },
    field: { x: [0, xs.length - 1], y: [0, ys.length - 1], columns: xs.length, rows: ys.length, values: fine },
  };
}

function refined(places: Float64Array): Float64Array {
  return Float64Array.from({ length: (places.length - 1) * PIECES + 1 }, (_, i) => between(places, i / PIECES));
}

/** The curve through the values at all refined places: cubics whose slopes at the ends are those of the parabola around them. */
function smooth(places: Float64Array, values: Float64Array): Float64Array {
  const last = places.length - 1;
  const chord = (i: number): number => (values[i + 1]! - values[i]!) / (places[i + 1]! - places[i]!);
  const slopes = Float64Array.from(places, (_, i) => {
    if (i === 0 || i === last) return 0;
    const [before, after] = [places[i]! - places[i - 1]!, places[i + 1]! - places[i]!];
    return (chord(i - 1) * after + chord(i) * before) / (before + after);
  });
  slopes[0] = 2 * chord(0) - slopes[1]!;
  slopes[last] = 2 * chord(last - 1) - slopes[last - 1]!;
  return Float64Array.from({ length: last * PIECES + 1 }, (_, at) => {
    const i = Math.min(last - 1, Math.floor(at / PIECES));
    const t = at / PIECES - i;
    const [width, rest] = [places[i + 1]! - places[i]!, 1 - t];
    const ends = rest * rest * (1 + 2 * t) * values[i]! + t * t * (3 - 2 * t) * values[i + 1]!;
    return ends + t * rest * width * (rest * slopes[i]! - t * slopes[i + 1]!);
  });
}

/** Between two entries, in a straight line. */
function between(entries: Float64Array, index: number): number {
  const i = Math.max(0, Math.min(entries.length - 2, Math.floor(index)));
  return entries[i]! + (index - i) * (entries[i + 1]! - entries[i]!);
}

/** The other way round; inside. */
function indexIn(entries: Float64Array, value: number): number {
  const i = Math.max(0, Math.min(entries.length - 2, bisectRight(entries, value) - 1));
  const t = (value - entries[i]!) / (entries[i + 1]! - entries[i]!);
  return i + Math.max(0, Math.min(1, t));
}
