import { actionOf, climb, slopeAt } from '../../exact/deterministic-policy.ts';
import { type Interpolant, naturalSpline } from '../../exact/interpolant.ts';
import type { StateOf } from '../panel.ts';
import { LIMIT, readHeights } from './heights.ts';
import type { chainRule } from './spec.ts';

export type ChainRuleState = StateOf<typeof chainRule>;

/** All steps that can be shown; those up to the state's `steps` are taken. */
export const MOST_STEPS = 60;

/** The policy after some steps. */
export interface Standing {
  readonly theta: number;
  readonly action: number;
  /** What the critic says that the action is worth, and what it is worth. */
  readonly believed: number;
  readonly real: number;
}

export interface Quantities {
  readonly state: ChainRuleState;
  readonly truth: Interpolant;
  readonly learned: Interpolant;
  /** After 0, 1, … 60 steps. */
  readonly standings: readonly Standing[];
  readonly start: Standing;
  readonly end: Standing;
  /** dQ_φ/da, dπ/dθ and their product at the start. */
  readonly slopeOfQ: number;
  readonly slopeOfPolicy: number;
  readonly gradient: number;
  /** The best action there is, and what it is worth. */
  readonly best: { readonly action: number; readonly value: number };
}

const RANGE = [-LIMIT, LIMIT] as const;

export function quantitiesOf(state: ChainRuleState): Quantities {
  const truth = naturalSpline(RANGE, readHeights(state.truth));
  const learned = naturalSpline(RANGE, readHeights(state.learned));
  const thetas = climb(learned, state.theta, { limit: LIMIT, alpha: state.alpha, steps: MOST_STEPS });
  const standings = thetas.map((theta): Standing => {
    const action = actionOf(theta, LIMIT);
    return { theta, action, believed: learned.value(action), real: truth.value(action) };
  });
  const start = standings[0]!;
  const slopeOfQ = learned.derivative(start.action);
  const slopeOfPolicy = slopeAt(start.action, LIMIT);
  return {
    state,
    truth,
    learned,
    standings,
    start,
    end: standings[state.steps]!,
    slopeOfQ,
    slopeOfPolicy,
    gradient: slopeOfQ * slopeOfPolicy,
    best: bestOf(truth),
  };
}

/** On a grid that is finer than what the figure shows. */
function bestOf(q: Interpolant): Quantities['best'] {
  let best = { action: -LIMIT, value: q.value(-LIMIT) };
  for (let i = 1; i <= 800; i++) {
    const action = -LIMIT + (2 * LIMIT * i) / 800;
    const value = q.value(action);
    if (value > best.value) best = { action, value };
  }
  return best;
}
