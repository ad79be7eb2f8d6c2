export type Point = readonly [x: number, y: number];

/**
 * A polyline with x ascending, reduced to what can be seen: of all points in one column of pixels the first, the lowest, the
 * highest and the last (the M4 aggregation). At most four points a column; the drawing stays the same to the pixel.
 */
export function decimate(points: Iterable<Point>): Point[] {
  const kept: Point[] = [];
  let column = Number.NaN;
  let first: Point | null = null;
  let lowest: Point | null = null;
  let highest: Point | null = null;
  let last: Point | null = null;
  const flush = () => {
    if (!first || !last || !lowest || !highest) return;
    const inner = lowest[0] <= highest[0] ? [lowest, highest] : [highest, lowest];
    for (const point of [first, ...inner, last]) if (point !== kept.at(-1)) kept.push(point);
  };
  for (const point of points) {
    if (Math.floor(point[0]) !== column) {
      flush();
      column = Math.floor(point[0]);
      first = lowest = highest = point;
    }
    if (point[1] < lowest![1]) lowest = point;
    if (point[1] > highest![1]) highest = point;
    last = point;
  }
  flush();
  return kept;
}
