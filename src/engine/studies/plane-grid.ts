type Pair = readonly [number, number];

/** F in the plane: [F_xx, F_xy, F_yy]. */
export type PlaneFisher = readonly [number, number, number];

/** Places at which a plane is measured, along each axis. */
const SIDE = 15;
/** Of these, at least so many on either side of 0. */
const FEWEST = 4;
/** Of the ellipse's box, and of what else is to be seen. */
const AIR = 1.3;
/** What lies behind θ_old is seen so far, as a share of what lies before it: where KL bends, the region leaves the ellipse. */
const BEHIND = 0.3;
/** The ellipse is kept in sight up to so many times the farthest of the points: where KL is flat, it has no end. */
const LONGEST = 2;
/** The step taken is kept in sight up to so many times what the rest needs; beyond, it leaves the picture. */
const FARTHEST = 2;
/** Width to height, at least and at most, of what is measured: one length is as long across as it is upwards. */
const SHAPES: Pair = [1.6, 2.1];

/**
 * Where a plane is measured: around the ellipse ½ dᵀFd = δ, and as far as the points reach that are to be seen in it. Places
 * crowd around θ_old, for the ellipse may be ten times longer than it is wide.
 */
export function planeGrid(
  [xx, xy, yy]: PlaneFisher,
  delta: number,
  points: readonly Pair[],
  step: Pair,
): { readonly x: Float64Array; readonly y: Float64Array } {
  // Half of the box around the ellipse is √(2δ (F⁻¹)_ii).
  const determinant = Math.max(xx * yy - xy * xy, 1e-12 * xx * yy);
  const longest = LONGEST * Math.max(...points.flat().map(Math.abs));
  const half = (other: number) => Math.min(longest, Math.sqrt((2 * delta * other) / determinant));
  const box: Pair = [half(yy), half(xx)];
  const ends = ([0, 1] as const).map((axis) => {
    const among = points.map((point) => point[axis]);
    const [least, most] = [Math.min(-box[axis], ...among), Math.max(box[axis], ...among)];
    const [low, high] = [Math.min(least, -BEHIND * most), Math.max(most, -BEHIND * least)];
    const span = high - low;
    const inSight = Math.min(high + (FARTHEST - 1) * span, Math.max(low - (FARTHEST - 1) * span, step[axis]));
    return [Math.min(low, inSight) * AIR, Math.max(high, inSight) * AIR] as const;
  });
  const [width, height] = [ends[0]![1] - ends[0]![0], ends[1]![1] - ends[1]![0]];
  const [least, most] = SHAPES;
  const x = widened(ends[0]!, Math.max(width, height * least));
  const y = widened(ends[1]!, Math.max(height, width / most));
  return { x: places(x, box[0]), y: places(y, box[1]) };
}

/** The same middle, as long as asked for. */
function widened([low, high]: Pair, length: number): Pair {
  const more = (length - (high - low)) / 2;
  return [low - more, high + more];
}

/** From end to end by way of 0, closer together within about `scale` of it than far away. */
function places([low, high]: Pair, scale: number): Float64Array {
  const wanted = Math.round(((SIDE - 1) * -low) / (high - low));
  const before = Math.min(SIDE - 1 - FEWEST, Math.max(FEWEST, wanted));
  const after = SIDE - 1 - before;
  return Float64Array.from({ length: SIDE }, (_, i) =>
    i < before
      ? low * crowded((before - i) / before, -low / scale)
      : high * crowded((i - before) / after, high / scale),
  );
}

/** From 0 to 1 as s + s³ goes, the more so the farther the end is off in units of the scale. */
function crowded(s: number, farness: number): number {
  const bend = Math.max(0, farness - 1);
  return (s + bend * s * s * s) / (1 + bend);
}
