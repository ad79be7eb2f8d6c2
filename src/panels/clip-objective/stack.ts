import type { ScaleLinear } from 'd3';

export interface StackRoom {
  readonly x: ScaleLinear<number, number>;
  readonly clipRange: number;
  /** Px between two columns, about; adjusted so that 1 − ε and 1 + ε fall between columns. */
  readonly pitch: number;
  /** Px above the axis that the highest stack may take. */
  readonly height: number;
}

/** One scale for all the stacks of a figure, so that their heights can be compared. */
export interface DotScale {
  /** Samples that one dot stands for. */
  readonly perDot: number;
  /** Distances between columns and between rows, in px. */
  readonly dx: number;
  readonly dy: number;
}

export interface StackedDot {
  /** The column's centre in px, the row from 0, and the ratio that the dot stands for. */
  readonly x: number;
  readonly row: number;
  readonly ratio: number;
}

/** Rows may stand this much closer than columns before a dot has to stand for more samples. */
const CLOSEST = 0.75;
const ROUND = [1, 2, 5, 10];

/** The scale at which the highest of all stacks still fits: first rows draw closer, then dots stand for a round number. */
export function dotScale(stacks: readonly (readonly number[])[], room: StackRoom): DotScale {
  const { dx } = columnsIn(room);
  const counts = stacks.flatMap((ratios) => [...columnsOf(ratios, room).values()].map(({ length }) => length));
  const highest = counts.reduce((a, b) => Math.max(a, b), 1);
  const perDot = roundUp((highest * dx * CLOSEST) / Math.max(room.height, dx));
  return { perDot, dx, dy: Math.min(dx, room.height / Math.ceil(highest / perDot)) };
}

/**
 * A dot plot: samples in columns on the ratio's axis. No column straddles an end of the clip range, so each has one fate.
 * A column of fewer samples than a dot stands for still has one. Ratios beyond the axis stand in its last column.
 */
export function stackDots(ratios: readonly number[], room: StackRoom, { perDot }: DotScale): readonly StackedDot[] {
  const { origin, dx } = columnsIn(room);
  return [...columnsOf(ratios, room)].flatMap(([column, members]) =>
    members.filter((_, i) => i % perDot === 0).map((ratio, row) => ({ x: origin + (column + 0.5) * dx, row, ratio })),
  );
}

/** Where columns are counted from (1 + ε), how wide they are, and how many make up the clip range. */
function columnsIn({ x, clipRange, pitch }: StackRoom): { origin: number; dx: number; inside: number } {
  const origin = x(1 + clipRange);
  const span = origin - x(1 - clipRange);
  const inside = Math.max(1, Math.round(span / pitch));
  return { origin, dx: span > 0 ? span / inside : pitch, inside };
}

/** Ratios by column, ascending within each. */
function columnsOf(ratios: readonly number[], room: StackRoom): ReadonlyMap<number, readonly number[]> {
  const { x, clipRange } = room;
  const { origin, dx, inside } = columnsIn(room);
  const [from, to] = x.range() as [number, number];
  const first = Math.ceil((from - origin) / dx);
  const last = Math.floor((to - origin) / dx) - 1;
  const columns = new Map<number, number[]>();
  for (const ratio of [...ratios].sort((a, b) => a - b)) {
    let column = Math.floor((x(ratio) - origin) / dx);
    // a float32 at the very end of the range belongs to the side that its fate says
    if (ratio <= 1 + clipRange && ratio >= 1 - clipRange) column = Math.max(-inside, Math.min(-1, column));
    column = Math.max(first, Math.min(last, column));
    const members = columns.get(column);
    if (members) members.push(ratio);
    else columns.set(column, [ratio]);
  }
  return columns;
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below `value`. */
function roundUp(value: number): number {
  let power = 1;
  while (power * 10 < value) power *= 10;
  return (ROUND.find((factor) => factor * power >= value) ?? 10) * power;
}
