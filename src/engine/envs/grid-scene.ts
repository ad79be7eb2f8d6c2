import { flag, type Point } from './drawing.ts';
import type { Scene, SceneDetail, Shape } from './environment.ts';
import type { Grid } from './grid.ts';

const AGENT_RADIUS = 0.24;
const HOLE_RADIUS = 0.36;

/** Cells are squares of side 1. The arrow is the move that was chosen; where the ice had its way, a line tells of it. */
export function drawGrid(
  grid: Grid,
  state: ArrayLike<number>,
  action: ArrayLike<number> | null,
  detail: SceneDetail,
): Scene {
  const large = detail === 'large';
  const { rows, columns, goal, moves } = grid;
  const cell = state[0]!;
  const before = state[1]!;
  const [goalX, goalY] = centreOf(grid, goal);
  const [x, y] = centreOf(grid, cell);
  const move = action && before >= 0 ? moves[action[0]!] : undefined;
  return {
    x: [-0.1, columns + 0.1],
    y: [-0.1, rows + 0.1],
    shapes: [
      ...(large ? lattice(grid) : []),
      ...hazards(grid, large),
      { kind: 'line', points: box(0, 0, columns, rows), role: 'ground' },
      { kind: 'line', points: flag([goalX + 0.1, goalY - 0.36], 0.72), role: 'body' },
      ...(large && move ? lastMove(grid, before, cell, [move.columns, -move.rows]) : []),
      { kind: 'circle', x, y, radius: large ? AGENT_RADIUS : 0.32, role: 'limb' },
    ],
    // One line: four actions leave no room for more, and the drawing shows the rest.
    readouts: large
      ? [{ label: 'row, column', value: `${Math.floor(cell / columns) + 1}, ${(cell % columns) + 1}` }]
      : [],
  };
}

const centreOf = ({ rows, columns }: Grid, cell: number): Point => [
  (cell % columns) + 0.5,
  rows - Math.floor(cell / columns) - 0.5,
];

const box = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
  [x, y],
];

function lattice({ rows, columns }: Grid): Shape[] {
  const line = (from: Point, to: Point): Shape => ({ kind: 'line', points: [from, to], role: 'quiet' });
  return [
    ...Array.from({ length: columns - 1 }, (_, i) => line([i + 1, 0], [i + 1, rows])),
    ...Array.from({ length: rows - 1 }, (_, i) => line([0, i + 1], [columns, i + 1])),
  ];
}

/** Where one had better not go is hatched, as on a map. */
function hazards(grid: Grid, large: boolean): Shape[] {
  const { kind, cells } = grid.hazards;
  const spacing = large ? 0.125 : 0.25;
  if (kind === 'holes')
    return cells.flatMap((cell): Shape[] => {
      const [x, y] = centreOf(grid, cell);
      return [{ kind: 'circle', x, y, radius: HOLE_RADIUS, role: 'ground' }, ...hatchedDisc([x, y], spacing)];
    });
  const [first, last] = [centreOf(grid, cells[0]!), centreOf(grid, cells.at(-1)!)];
  const [x, y, width] = [first[0] - 0.5, first[1] - 0.5, last[0] - first[0] + 1];
  return [{ kind: 'line', points: box(x, y, width, 1), role: 'ground' }, ...hatchedStrip([x, y], width, spacing)];
}

function hatchedDisc([x, y]: Point, spacing: number): Shape[] {
  const shapes: Shape[] = [];
  for (let offset = -HOLE_RADIUS + spacing / 2; offset < HOLE_RADIUS; offset += spacing) {
    const half = Math.sqrt(HOLE_RADIUS * HOLE_RADIUS - offset * offset);
    // A chord at `offset` from the middle, turned by 45°.
    const along = (t: number): Point => [x + (t - offset) * Math.SQRT1_2, y + (t + offset) * Math.SQRT1_2];
    shapes.push({ kind: 'line', points: [along(-half), along(half)], role: 'quiet' });
  }
  return shapes;
}

/** Lines at 45° across a strip of height 1, cut at its ends. */
function hatchedStrip([x, y]: Point, width: number, spacing: number): Shape[] {
  const shapes: Shape[] = [];
  for (let foot = spacing - 1; foot < width; foot += spacing) {
    const from = Math.max(0, -foot);
    const to = Math.min(1, width - foot);
    const points: Point[] = [from, to].map((t) => [x + foot + t, y + t]);
    shapes.push({ kind: 'line', points, role: 'quiet' });
  }
  return shapes;
}

function lastMove(grid: Grid, before: number, cell: number, [dx, dy]: Point): Shape[] {
  const from = centreOf(grid, before);
  const to = centreOf(grid, cell);
  const along = (length: number): Point => [from[0] + length * dx, from[1] + length * dy];
  const isStep = Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]) === 1;
  return [
    { kind: 'circle', x: from[0], y: from[1], radius: 0.08, role: 'quiet' },
    ...(isStep ? [{ kind: 'line', points: [from, to], role: 'quiet' } as const] : []),
    { kind: 'arrow', from: along(AGENT_RADIUS + 0.02), to: along(0.66), role: 'action' },
  ];
}
