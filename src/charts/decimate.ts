export type Point = readonly [x: number, y: number];

/**
 * A polyline with x ascending, reduced to what can be seen: of all points in one column of pixels the first, the lowest, the
 * highest and the last (the M4 aggregation). At most four points a column; the drawing stays the same to the pixel.
 */
export function decimate<Datum>(
  data: readonly Datum[],
  x: (datum: Datum) => number,
  y: (datum: Datum) => number,
): Point[] {
  const kept: Point[] = [];
  let column = Number.NaN;
  // indices into data and their places: no point is made before it is kept
  let [first, low, high, last] = [0, 0, 0, 0];
  let [firstX, lowX, highX, lastX] = [0, 0, 0, 0];
  let [firstY, lowY, highY, lastY] = [0, 0, 0, 0];
  const flush = () => {
    if (Number.isNaN(column)) return;
    kept.push([firstX, firstY]);
    const extremes = low <= high ? [low, high] : [high, low];
    for (const index of extremes)
      if (index !== first && index !== last) kept.push(index === low ? [lowX, lowY] : [highX, highY]);
    if (last !== first) kept.push([lastX, lastY]);
  };
  for (let i = 0; i < data.length; i += 1) {
    const datum = data[i]!;
    const [px, py] = [x(datum), y(datum)];
    if (Math.floor(px) !== column) {
      flush();
      column = Math.floor(px);
      first = low = high = i;
      firstX = lowX = highX = px;
      firstY = lowY = highY = py;
    }
    if (py < lowY) [low, lowX, lowY] = [i, px, py];
    if (py > highY) [high, highX, highY] = [i, px, py];
    [last, lastX, lastY] = [i, px, py];
  }
  flush();
  return kept;
}
