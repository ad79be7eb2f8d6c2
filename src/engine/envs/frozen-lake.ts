import type { Environment } from './environment.ts';
import { DOWN, type Grid, gridTransitions, gridWorld, LEFT, RIGHT, UP } from './grid.ts';
import { slipperyOrNot } from './slippery.ts';
import { surely } from './tabular.ts';

/**
 * # FrozenLake-v1, FrozenLake8x8-v1
 *
 * Over a frozen lake with holes in it, from the upper left corner to the lower right one. Only the goal pays, so that
 * nothing is learned before it was once reached by chance.
 *
 * **Action space**: discrete, 4. 0 moves left, 1 down, 2 right, 3 up; moving against the shore stays in place.
 *
 * **Observation space**: float32, 16 or 64: an indicator of the cell, numbered row by row from the top left.
 *
 * **Reward**: 1 for reaching the goal, otherwise 0: the mean return is the chance of arriving.
 *
 * **Episode end**: terminated at the goal and in a hole; truncated after 200 steps. Gymnasium's limits are 100 on the small
 * lake and 200 on the large one.
 *
 * **Reset**: the upper left corner; nothing is drawn.
 *
 * **`slippery`** (on by default): the move that was chosen and the two beside it are equally likely.
 *
 * Solved where Gymnasium says so, at a mean return of 0.70 on the small lake and 0.85 on the large one; within 200 steps
 * the best policies come to 0.82 and 0.91. Not slippery at 0.95, on both, where 1 is possible.
 *
 * **Source**: has the transition tables of Gymnasium's `toy_text/frozen_lake.py`.
 */
export const [frozenLake, frozenLake8x8]: readonly [Environment, Environment] = [
  lake('FrozenLake-v1', 'Frozen lake', 0.7, ['SFFF', 'FHFH', 'FFFH', 'HFFG']),
  lake('FrozenLake8x8-v1', 'Frozen lake, 8 × 8', 0.85, [
    'SFFFFFFF',
    'FFFFFFFF',
    'FFFHFFFF',
    'FFFFFHFF',
    'FFFHFFFF',
    'FHHFFFHF',
    'FHFFHFHF',
    'FFFHFFFG',
  ]),
];

/** @param map Rows of cells: start, frozen, hole and goal by their first letters. */
function lake(id: string, title: string, slipperyThreshold: number, map: readonly string[]): Environment {
  const cells = map.join('');
  const goal = cells.indexOf('G');
  const holes = [...cells].flatMap((letter, cell) => (letter === 'H' ? [cell] : []));
  const grid: Grid = {
    rows: map.length,
    columns: map[0]!.length,
    start: cells.indexOf('S'),
    goal,
    hazards: { kind: 'holes', cells: holes },
    moves: [LEFT, DOWN, RIGHT, UP],
  };
  const isOver = (cell: number) => cell === goal || holes.includes(cell);
  const arrive = (cell: number) => ({ next: cell, reward: cell === goal ? 1 : 0, terminated: isOver(cell) });
  return slipperyOrNot(
    (slippery) =>
      gridWorld({
        id,
        title,
        summary: 'Cross the ice to the goal without ending in a hole.',
        successThreshold: slippery ? slipperyThreshold : 0.95,
        returnRange: [0, 1],
        grid,
        // Whoever is in a hole or at the goal stays there, for nothing.
        transitions: gridTransitions(grid, slippery, arrive).map((moves, cell) =>
          isOver(cell) ? moves.map(() => surely(cell, 0, true)) : moves,
        ),
      }),
    true,
  );
}
