import { type Piecewise, polyline, polynomial } from './piecewise.ts';

/** The functions f that the estimators' panels offer: a few shapes whose difference shows, and one drawn by hand. */
export const REWARD_SHAPES = ['line', 'bowl', 'hill', 'step', 'zigzag', 'drawn'] as const;
export type RewardShape = (typeof REWARD_SHAPES)[number];

/** Where the hand-drawn function has its knots; straight between them, flat beyond. */
export const KNOTS: readonly number[] = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

/** ±½ around x/2, with a period of 1: the trend is gentle, the slope is not. */
const zigzag = Array.from({ length: 21 }, (_, i): [number, number] => {
  const x = (i - 10) / 2;
  return [x, x / 2 + (i % 2 === 0 ? -0.5 : 0.5)];
});

const SHAPES: Readonly<Record<Exclude<RewardShape, 'drawn'>, Piecewise>> = {
  line: polynomial(0, 0, 1),
  /** 2 − (x − 1)²/4: best at 1. */
  bowl: polynomial(1, 2, 0, -0.25),
  /** 3 (1 − (x − 1)²/9)² within 3 of its top, flat beyond: nothing to climb out there. */
  hill: {
    pieces: [
      { from: Number.NEGATIVE_INFINITY, coefficients: [0], origin: 0 },
      { from: -2, coefficients: [3, 0, -2 / 3, 0, 1 / 27], origin: 1 },
      { from: 4, coefficients: [0], origin: 0 },
    ],
  },
  /** −1 below 1, +1 above: flat wherever it has a derivative. */
  step: {
    pieces: [
      { from: Number.NEGATIVE_INFINITY, coefficients: [-1], origin: 0 },
      { from: 1, coefficients: [1], origin: 0 },
    ],
  },
  zigzag: polyline(zigzag),
};

/** @param drawn one value a knot, for the shape drawn by hand. */
export const rewardOf = (shape: RewardShape, drawn: readonly number[]): Piecewise =>
  shape === 'drawn' ? polyline(KNOTS.map((x, i) => [x, drawn[i] ?? 0])) : SHAPES[shape];
