import type { Point } from './decimate.ts';

/** The parts of a polyline between two heights, cut exactly where it crosses them. */
export function clipLine(points: readonly Point[], low: number, high: number): readonly Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  for (const [i, to] of points.slice(1).entries()) {
    const from = points[i]!;
    const rise = to[1] - from[1];
    if (
      rise === 0 ? from[1] < low || from[1] > high : Math.max(from[1], to[1]) < low || Math.min(from[1], to[1]) > high
    )
      continue;
    const ends = rise === 0 ? [0, 1] : [(low - from[1]) / rise, (high - from[1]) / rise].sort((a, b) => a - b);
    const at = (t: number): Point =>
      t <= 0 ? from : t >= 1 ? to : [from[0] + t * (to[0] - from[0]), from[1] + t * rise];
    const [enter, leave] = [at(ends[0]!), at(ends[1]!)];
    if (part.at(-1) !== enter) {
      part = [enter];
      parts.push(part);
    }
    part.push(leave);
  }
  return parts;
}
