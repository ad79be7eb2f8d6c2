import { bisector, median } from 'd3';

/** A point of a running mean: where it stands on the clock in use, and its value. */
export interface Place {
  readonly x: number;
  readonly value: number;
}

const byX = bisector((place: Place) => place.x);

/** The curve's value at x, between its points linearly; null outside of it. */
export function valueAt(curve: readonly Place[], x: number): number | null {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last || x < first.x || x > last.x) return null;
  const i = byX.left(curve, x);
  const right = curve[i]!;
  const left = curve[i - 1];
  if (!left || right.x === x) return right.value;
  return left.value + ((right.value - left.value) * (x - left.x)) / (right.x - left.x);
}

/** The least and the greatest of several curves, wherever at least two of them are known. */
export function bandOf(curves: readonly (readonly Place[])[], at: readonly number[]): readonly BandPlace[] {
  return at.flatMap((x) => {
    const values = curves.flatMap((curve) => valueAt(curve, x) ?? []);
    return values.length < 2 ? [] : [{ x, low: Math.min(...values), high: Math.max(...values) }];
  });
}

export interface BandPlace {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** A seed is the odd one out if it lies this many times as far from the median as half of the others … */
const ODD = 5;
/** … and at least this part of the axis away. */
const FAR = 0.15;
const FEWEST = 3;

/** Which of several seeds ended far from the others: its index; null if none did, or more than one. */
export function oddOneOut(ends: readonly number[], span: number): number | null {
  if (ends.length < FEWEST) return null;
  const middle = median(ends)!;
  const away = ends.map((end) => Math.abs(end - middle));
  const usual = median(away)!;
  const odd = away.flatMap((distance, i) => (distance >= Math.max(ODD * usual, FAR * span) ? [i] : []));
  return odd.length === 1 ? odd[0]! : null;
}
