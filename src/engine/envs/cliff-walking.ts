import type { Environment } from './environment.ts';
import { DOWN, type Grid, gridTransitions, gridWorld, LEFT, RIGHT, UP } from './grid.ts';
import { slipperyOrNot } from './slippery.ts';

const GRID: Grid = {
  rows: 4,
  columns: 12,
  start: 36,
  goal: 47,
  hazards: { kind: 'cliff', cells: [37, 38, 39, 40, 41, 42, 43, 44, 45, 46] },
  moves: [UP, RIGHT, DOWN, LEFT],
};

/**
 * # CliffWalking-v1
 *
 * From the lower left to the lower right of a 4 × 12 grid, along a cliff. The shortest way leads along its edge; a policy
 * that still stumbles now and then does better on a longer one.
 *
 * **Action space**: discrete, 4. 0 moves up, 1 right, 2 down, 3 left; moving against the edge of the grid stays in place.
 *
 * **Observation space**: float32, 48: an indicator of the cell, numbered row by row from the top left.
 *
 * **Reward**: −1 for every step, but −100 for one over the cliff.
 *
 * **Episode end**: terminated at the goal, cell 47; truncated after 200 steps. Gymnasium sets no limit, and a policy at its
 * beginning would walk on for thousands of steps. A fall ends nothing: it leads back to the start.
 *
 * **Reset**: cell 36, the lower left corner; nothing is drawn.
 *
 * **`slippery`** (off by default): the move that was chosen and the two beside it are equally likely.
 *
 * Solved at a mean return of −13, the shortest way. Slippery at −70: the best policy for 200 steps comes to −64.7.
 *
 * **Source**: Sutton and Barto, "Reinforcement Learning: An Introduction", example 6.6; has the transition table of
 * Gymnasium's `toy_text/cliffwalking.py`.
 */
export const cliffWalking: Environment = slipperyOrNot(
  (slippery) =>
    gridWorld({
      id: 'CliffWalking-v1',
      title: 'Cliff walking',
      summary: 'Walk along a cliff to the goal, as near its edge as you dare.',
      successThreshold: slippery ? -70 : -13,
      returnRange: [-200, 0],
      grid: GRID,
      transitions: gridTransitions(GRID, slippery, arrive),
    }),
  false,
);

function arrive(cell: number) {
  if (GRID.hazards.cells.includes(cell)) return { next: GRID.start, reward: -100, terminated: false };
  return { next: cell, reward: -1, terminated: cell === GRID.goal };
}
