import { type Landscape, lqrLandscape, twoStateLandscape } from '../../exact/race.ts';
import type { Pair } from '../../exact/two-state.ts';

export type ProblemId = 'average' | 'discounted' | 'lqr';

/** A landscape, and how it is drawn. */
export interface Problem extends Landscape {
  readonly id: ProblemId;
  /** Units of the parameters: coordinate = scale · parameter. */
  readonly scales: Pair;
  readonly x: Pair;
  readonly y: Pair;
  readonly ticksX: readonly number[];
  readonly ticksY: readonly number[];
  readonly nameX: string;
  readonly nameY: string;
  readonly levels: readonly number[];
  /** A line that crosses the contours where their names are in nobody's way. */
  readonly names: readonly [Pair, Pair];
  /** Lengths of both gradients at which an arrow has half of its room. */
  readonly brisk: { readonly vanilla: number; readonly natural: number };
}

const ROOM: Pair = [-4.5, 6.5];
const twoStates = {
  x: ROOM,
  y: ROOM,
  ticksX: [-4, -2, 0, 2, 4, 6],
  ticksY: [-4, -2, 0, 2, 4, 6],
  nameX: '*θ*_{i}',
  nameY: '*θ*_{j}',
  names: [
    [-3.58, -4.5],
    [-3.58, 6.5],
  ],
} as const;
const REWARDS: Pair = [1, 2];

/** The problem of that name; `unit` scales the second parameter of the two-state problems. */
export function problemOf(id: ProblemId, unit: number): Problem {
  const scales: Pair = [1, unit];
  switch (id) {
    case 'average':
      return {
        ...twoStateLandscape({ rewards: REWARDS, discounting: null }, scales),
        ...twoStates,
        id,
        scales,
        levels: [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8],
        brisk: { vanilla: 0.12, natural: 2 },
      };
    case 'discounted':
      return {
        ...twoStateLandscape({ rewards: REWARDS, discounting: { gamma: 0.9, start: [0.8, 0.2] } }, scales),
        ...twoStates,
        id,
        scales,
        levels: [2, 4, 6, 8, 10, 12, 14, 16, 18],
        brisk: { vanilla: 1.2, natural: 20 },
      };
    case 'lqr':
      return {
        ...lqrLandscape({ a: 0.7, b: 1, noise: 0.1, q: 1, r: 0.1, gamma: 0.9, startMean: 0, startVariance: 1 }),
        id,
        scales: [1, 1],
        x: [-0.3, 1.55],
        y: [-3, 0.6],
        ticksX: [0, 0.5, 1, 1.5],
        ticksY: [-3, -2, -1, 0],
        nameX: '*k*',
        nameY: 'log *σ*',
        levels: [-1.2, -1.5, -2, -3, -5, -10, -20, -40],
        names: [
          [0.78, -3],
          [1.1, 0.6],
        ],
        brisk: { vanilla: 5, natural: 2 },
      };
  }
}

/** Length of a direction in the parameters' own units. */
export const lengthOf = ({ scales }: Problem, [first, second]: Pair): number =>
  Math.hypot(first / scales[0], second / scales[1]);
