import { greatest } from './coordinates.ts';
import type { Environment, SliceAxis, Transition, Transitions } from './environment.ts';
import { drawGrid } from './grid-scene.ts';
import { follow, observeOneHot } from './tabular.ts';

/** A world of rows × columns cells, numbered row by row from the top left. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly start: number;
  readonly goal: number;
  /** Cells that one had better not enter, and whether each stands for itself or they are one abyss. */
  readonly hazards: { readonly kind: 'holes' | 'cliff'; readonly cells: readonly number[] };
  /** What the actions do, going around the compass, so that a move's neighbours are the ones to either side of it. */
  readonly moves: readonly Move[];
}

export interface Move {
  readonly name: string;
  /** Rows are counted downwards. */
  readonly rows: -1 | 0 | 1;
  readonly columns: -1 | 0 | 1;
}

export const UP: Move = { name: 'up', rows: -1, columns: 0 };
export const RIGHT: Move = { name: 'right', rows: 0, columns: 1 };
export const DOWN: Move = { name: 'down', rows: 1, columns: 0 };
export const LEFT: Move = { name: 'left', rows: 0, columns: -1 };

/** Gymnasium's grids have time limits of their own, or none: here all have this one. */
const MAX_STEPS = 200;

/**
 * The table of transitions. On slippery ground the move that was chosen and the two beside it are equally likely.
 * @param arrive What it means to come to a cell.
 */
export function gridTransitions(
  grid: Grid,
  slippery: boolean,
  arrive: (cell: number) => Omit<Transition, 'probability'>,
): Transitions {
  const { rows, columns, moves } = grid;
  const directions = (action: number) =>
    (slippery ? [action - 1, action, action + 1] : [action]).map((i) => moves[(i + moves.length) % moves.length]!);
  return Array.from({ length: rows * columns }, (_, cell) =>
    moves.map((_move, action) => {
      const possible = directions(action);
      return possible.map((move) => ({ probability: 1 / possible.length, ...arrive(neighbour(grid, cell, move)) }));
    }),
  );
}

/** The cell that a move leads to: the same one at the edge of the world. */
function neighbour({ rows, columns }: Grid, cell: number, move: Move): number {
  const row = Math.floor(cell / columns) + move.rows;
  const column = (cell % columns) + move.columns;
  return row < 0 || row >= rows || column < 0 || column >= columns ? cell : row * columns + column;
}

type Task = Pick<Environment, 'id' | 'title' | 'summary' | 'successThreshold' | 'returnRange'> & {
  readonly grid: Grid;
  readonly transitions: Transitions;
};

/** A grid as an environment. State: the cell, and the one before it (−1 at the start) for the drawing only. */
export function gridWorld({ grid, transitions, ...task }: Task): Environment {
  const { rows, columns, start, moves } = grid;
  const cells = rows * columns;
  const axes: readonly [SliceAxis, SliceAxis] = [
    { label: 'column', range: [1, columns], count: columns, isDiscrete: true },
    { label: 'row', range: [1, rows], count: rows, isDiscrete: true },
  ];
  const place = (cell: number) => `row ${Math.floor(cell / columns) + 1}, column ${(cell % columns) + 1}`;
  return {
    ...task,
    observation: { size: cells, names: Array.from({ length: cells }, (_, cell) => place(cell)) },
    action: { kind: 'discrete', n: moves.length, names: moves.map(({ name }) => name) },
    stateSize: 2,
    maxEpisodeSteps: MAX_STEPS,
    secondsPerStep: 0.25,
    transitions,

    reset(state, at) {
      state[at] = start;
      state[at + 1] = -1;
    },

    step(state, at, action, actionAt, draw, outcome) {
      const before = state[at]!;
      state[at] = follow(transitions, before, action[actionAt]!, draw, outcome);
      state[at + 1] = before;
    },

    observe: (state, at, observation, observationAt) => observeOneHot(state[at]!, cells, observation, observationAt),

    slice: {
      x: axes[0],
      y: axes[1],
      state(column, row, state, at) {
        state[at] = (row - 1) * columns + column - 1;
        state[at + 1] = -1;
      },
    },

    coordinates: {
      axes,
      state(coordinates, state, at) {
        state[at] = (coordinates[1]! - 1) * columns + coordinates[0]! - 1;
        state[at + 1] = -1;
      },
      locate(observation, at, coordinates) {
        const cell = greatest(observation, at, cells);
        coordinates[0] = (cell % columns) + 1;
        coordinates[1] = Math.floor(cell / columns) + 1;
      },
    },

    scene: (state, action, detail) => drawGrid(grid, state, action, detail),
  };
}
