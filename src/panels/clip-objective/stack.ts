import type { ScaleLinear } from 'd3';

export interface StackRoom {
  readonly x: ScaleLinear<number, number>;
  readonly clipRange: number;
  /** Px between two columns, about; adjusted so that 1 − ε and 1 + ε fall between columns. */
  readonly pitch: number;
  /** Px above the axis that the highest stack may take. */
  readonly height: number;
  /** Least px between two dots above one another, before samples are left out. */
  readonly least: number;
}

export interface Stack {
  /** Distances between columns and between rows, in px. */
  readonly dx: number;
  readonly dy: number;
  /** Each dot's column centre in px, its row from 0, and the ratio that it stands for. */
  readonly dots: readonly { readonly x: number; readonly row: number; readonly ratio: number }[];
}

/**
 * A dot plot: samples in columns on the ratio's axis. No column straddles an end of the clip range, so each has one fate.
 * Where the highest column would not fit even with rows `least` apart, every column is thinned by the same factor.
 * Ratios beyond the axis stand in its last column.
 */
export function stackDots(ratios: readonly number[], { x, clipRange, pitch, height, least }: StackRoom): Stack {
  const origin = x(1 + clipRange);
  const span = origin - x(1 - clipRange);
  const dx = span > 0 ? span / Math.max(1, Math.round(span / pitch)) : pitch;
  const [from, to] = x.range() as [number, number];
  const first = Math.ceil((from - origin) / dx);
  const last = Math.floor((to - origin) / dx) - 1;
  const columns = new Map<number, number[]>();
  for (const ratio of [...ratios].sort((a, b) => a - b)) {
    // a float32 at the very end of the range belongs to the side that its fate says
    const inside = ratio <= 1 + clipRange && ratio >= 1 - clipRange;
    let column = Math.floor((x(ratio) - origin) / dx);
    if (inside) column = Math.max(-Math.round(span / dx), Math.min(-1, column));
    column = Math.max(first, Math.min(last, column));
    const members = columns.get(column);
    if (members) members.push(ratio);
    else columns.set(column, [ratio]);
  }
  const highest = Math.max(1, ...[...columns.values()].map((members) => members.length));
  const thinning = Math.max(1, Math.ceil((highest * least) / Math.max(height, least)));
  const dy = Math.min(dx, height / Math.ceil(highest / thinning));
  const dots = [...columns].flatMap(([column, members]) =>
    members.filter((_, i) => i % thinning === 0).map((ratio, row) => ({ x: origin + (column + 0.5) * dx, row, ratio })),
  );
  return { dx, dy, dots };
}
