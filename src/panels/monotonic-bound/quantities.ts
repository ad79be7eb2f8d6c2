import {
  boundMaximum,
  impliedCoefficient,
  type LineProblem,
  largestAdvantage,
  type Minoriser,
  minoriser,
  onLine,
  practicalStep,
  practiceStep,
  theoremStep,
} from '../../exact/monotonic-bound.ts';
import { objective, stayProbabilities } from '../../exact/two-state.ts';
import { AXIS } from './spec.ts';

/** What the reader sets. */
export interface BoundState {
  /** Where the first improvement begins. */
  readonly theta: number;
  readonly improvements: number;
  readonly gamma: number;
  /** What practice allows, in nats. */
  readonly delta: number;
}

/**
 * Two states where staying pays 1 in i and 2 in j, seen 4 : 1 at the start; one parameter for both:
 * π(stay | i) = σ(θ + ½), π(stay | j) = σ(θ − ½).
 */
export const lineOf = (gamma: number): LineProblem => ({
  problem: { rewards: [1, 2], discounting: { gamma, start: [0.8, 0.2] } },
  origin: [0.5, -0.5],
  direction: [1, 1],
});

export interface Bound {
  readonly line: LineProblem;
  readonly gamma: number;
  readonly delta: number;
  /** U along the line. */
  readonly worth: (t: number) => number;
  /** Where every improvement so far stood, as far as the axis goes; the last one is θ_old. */
  readonly trail: readonly number[];
  readonly old: Minoriser;
  /** argmax of the bound. */
  readonly next: number;
  /** max_{s,a} |A(s, a)| */
  readonly largestAdvantage: number;
  /** M at its maximum: what the next policy is worth at least. */
  readonly promised: number;
  /** KL_max of the step that the theorem vouches for. */
  readonly divergence: number;
  /** Where practice goes, and what it pays for KL there. */
  readonly practical: number;
  readonly practicalPrice: number;
}

export function boundOf({ theta, improvements, gamma, delta }: BoundState): Bound {
  const line = lineOf(gamma);
  // an improvement that would leave the axis is not taken
  const trail = [theta];
  while (trail.length <= improvements) {
    const place = theoremStep(line, trail.at(-1)!);
    if (place < AXIS[0] || place > AXIS[1]) break;
    trail.push(place);
  }
  const old = minoriser(line, trail.at(-1)!);
  const next = boundMaximum(old);
  const practical = practicalStep(line, old, delta);
  return {
    line,
    gamma,
    delta,
    worth: (t) => objective(line.problem, onLine(line, t)),
    trail,
    old,
    next,
    largestAdvantage: largestAdvantage(line, old.at),
    promised: old.bound(next),
    divergence: old.largestDivergence(next),
    practical,
    practicalPrice: impliedCoefficient(old, practical),
  };
}

/** π(stay | ·) in both states. */
export const policyAt = ({ line }: Bound, t: number) => stayProbabilities(onLine(line, t));

/** Improvements that are counted at most. */
export const PATIENCE = 200;

/** The part of what there is to gain on the axis that counts as having arrived. */
const PART = 0.9;

/** How many improvements from θ_old gain 90 % of what there is to gain on the axis: by the theorem, and by practice. */
export interface Effort {
  readonly theorem: number | null;
  readonly practice: number | null;
}

export function effortOf({ line, worth, old, delta }: Pick<Bound, 'line' | 'worth' | 'old' | 'delta'>): Effort {
  const places = Array.from({ length: 161 }, (_, i) => AXIS[0] + ((AXIS[1] - AXIS[0]) * i) / 160);
  const most = Math.max(old.value, ...places.map(worth));
  const target = old.value + PART * (most - old.value);
  const count = (step: (line: LineProblem, t: number) => number): number | null => {
    let t = old.at;
    for (let i = 0; i <= PATIENCE; i += 1) {
      if (worth(t) >= target) return i;
      t = step(line, t);
    }
    return null;
  };
  return { theorem: count(theoremStep), practice: count(practiceStep(delta)) };
}
