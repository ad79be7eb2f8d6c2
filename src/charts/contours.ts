import { contours as trace } from 'd3';

type Scale = (value: number) => number;
type Range = readonly [low: number, high: number];

/** A function of two variables on a grid of places, row by row: y in rows, x in columns. */
export interface Field {
  readonly x: Range;
  readonly y: Range;
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

/** Samples a function once; values that are not finite count as the least that a number can be. */
export function sampleField(
  f: (x: number, y: number) => number,
  x: Range,
  y: Range,
  columns: number,
  rows: number,
): Field {
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const value = f(at(x, column, columns), at(y, row, rows));
      values[row * columns + column] = Number.isFinite(value) ? value : -Number.MAX_VALUE;
    }
  return { x, y, columns, rows, values };
}

/** A line of equal value, as path data in px. */
export interface Contour {
  readonly level: number;
  readonly d: string;
}

/** The lines at which the field has each of the levels, on scales that turn its variables into px. */
export function contourLines(field: Field, levels: readonly number[], x: Scale, y: Scale): Contour[] {
  const { columns, rows } = field;
  const tracer = trace().size([columns, rows]);
  const place = ([column, row]: readonly number[]): string => {
    // the tracer counts from a cell's corner, the samples stand in its middle
    const px = x(at(field.x, column! - 0.5, columns));
    const py = y(at(field.y, row! - 0.5, rows));
    return `${px.toFixed(1)} ${py.toFixed(1)}`;
  };
  const onEdge = ([column, row]: readonly number[]) =>
    column! <= 0.5 || column! >= columns - 0.5 || row! <= 0.5 || row! >= rows - 0.5;
  return levels.map((level) => {
    const parts: string[] = [];
    for (const polygon of tracer.contour(field.values as unknown as number[], level).coordinates)
      for (const ring of polygon) {
        let drawing = false;
        ring.forEach((point, i) => {
          if (i === 0) return;
          const before = ring[i - 1]!;
          // a ring closes along the field's edge: that part is no line of equal value
          const drawn = !(onEdge(point) && onEdge(before));
          if (drawn) parts.push(drawing ? '' : `M${place(before)}`, `L${place(point)}`);
          drawing = drawn;
        });
      }
    return { level, d: parts.join('') };
  });
}

/** Where along a straight line the function has the level, by its first sign change; null if it has it nowhere. */
export function levelAlong(
  f: (x: number, y: number) => number,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  level: number,
  pieces = 200,
): readonly [number, number] | null {
  const above = (t: number) => f(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) - level;
  for (let i = 1; i <= pieces; i += 1) {
    const [before, after] = [above((i - 1) / pieces), above(i / pieces)];
    if (before === after || before * after > 0) continue;
    const t = (i - 1 + before / (before - after)) / pieces;
    return [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t];
  }
  return null;
}

const at = ([low, high]: Range, index: number, count: number): number => low + ((high - low) * index) / (count - 1);
