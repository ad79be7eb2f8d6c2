import { normal, uniform } from '../../engine/rng.ts';
import { averageOuterProduct, errorOfOne, errorsAlong, relativeError } from '../../exact/fisher-estimate.ts';
import type { Symmetric } from '../../exact/symmetric.ts';
import { freeGaussian, freeSoftmax, type TwoParameterPolicy } from '../../exact/two-parameter-policies.ts';
import type { StateOf } from '../panel.ts';
import type { fisher } from './spec.ts';

export type FisherState = StateOf<typeof fisher>;

export const MOST_SAMPLES = 10_000;
/** Numbers of samples, evenly spaced on a log axis. */
export const COUNTS: readonly number[] = [
  ...new Set(Array.from({ length: 81 }, (_, i) => Math.round(MOST_SAMPLES ** (i / 80)))),
];
/** Other draws that are shown beside the one in hand. */
const OTHERS = 8;

/** What the average of N outer products is worth. */
export interface Estimate {
  readonly state: FisherState;
  readonly policy: TwoParameterPolicy;
  /** Scores of all samples there could be; the first N count. */
  readonly scores: Float64Array;
  readonly estimate: Symmetric;
  /** ‖F̂ − F‖ / ‖F‖. */
  readonly error: number;
  /** The root of its mean square, over what could have been drawn, is this over √N. */
  readonly errorOfOne: number;
}

/** How the error goes with N; slow to find, and the same for every N. */
export interface Courses {
  /** Over `COUNTS`, for the draws in hand and for some others. */
  readonly course: readonly number[];
  readonly otherCourses: readonly (readonly number[])[];
}

export type Quantities = Estimate & Courses;

export function estimateOf(state: FisherState): Estimate {
  const policy = policyOf(state);
  const scores = policy.scores(drawsOf(state.policy, state.seed, 0));
  const estimate = averageOuterProduct(scores, state.samples);
  return {
    state,
    policy,
    scores,
    estimate,
    error: relativeError(estimate, policy.fisher),
    errorOfOne: errorOfOne(policy.fourthMoment, policy.fisher),
  };
}

/** Scores that are needed for a moment only. */
const scratch = new Float64Array(2 * MOST_SAMPLES);

export function coursesOf(state: Omit<FisherState, 'samples'>): Courses {
  const policy = policyOf(state);
  const [course, ...otherCourses] = Array.from({ length: 1 + OTHERS }, (_, other) =>
    errorsAlong(policy.scores(drawsOf(state.policy, state.seed, other), scratch), policy.fisher, COUNTS),
  );
  return { course: course!, otherCourses };
}

const policyOf = ({ policy, theta1, theta2, sigma }: Omit<FisherState, 'samples'>): TwoParameterPolicy =>
  policy === 'softmax' ? freeSoftmax(theta1, theta2) : freeGaussian(sigma);

const kept = new Map<string, Float64Array>();
const MOST_KEPT = 4 * (1 + OTHERS);

/** All draws of one kind; they are kept, for a drag asks for them again and again. */
function drawsOf(kind: FisherState['policy'], seed: number, other: number): Float64Array {
  const key = `${kind} ${seed} ${other}`;
  let draws = kept.get(key);
  if (!draws) {
    if (kept.size >= MOST_KEPT) kept.clear();
    const draw = kind === 'softmax' ? uniform : normal;
    draws = Float64Array.from({ length: MOST_SAMPLES }, (_, i) => draw(seed, 'action', other, i));
    kept.set(key, draws);
  }
  return draws;
}
