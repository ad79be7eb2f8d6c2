import {
  add,
  constrainedOptimum,
  constrainedPath,
  klBoundary,
  type LocalModel,
  localModel,
  multiplier,
  naturalSlope,
  type Optimum,
  penalisedStep,
  plainStepOfDivergence,
  plainStepOfLength,
  quadraticDivergence,
  stepScale,
} from '../../exact/trust-region.ts';
import { meanDivergence, objective, type Pair, type TwoStateProblem } from '../../exact/two-state.ts';

/** What the reader sets. */
export interface KlStepState {
  /** Logits of staying, in either state, before the step. */
  readonly thetaI: number;
  readonly thetaJ: number;
  /** Radius of the trust region, in nats. */
  readonly delta: number;
  readonly lambda: number;
}

/** Staying pays 1 in state i and 2 in state j; U is the average reward. */
export const PROBLEM: TwoStateProblem = { rewards: [1, 2], discounting: null };

/** A step, where it leads, and what it gains and costs there. */
export interface Taken {
  readonly step: Pair;
  readonly length: number;
  readonly theta: Pair;
  /** U(θ + d) − U(θ) */
  readonly gain: number;
  /** Mean KL(π_old ‖ π_new), in nats. */
  readonly kl: number;
}

/** What depends on θ_old and δ alone: kept while λ slides. */
export interface Region {
  readonly theta: Pair;
  readonly delta: number;
  readonly model: LocalModel;
  /** U(θ_old) */
  readonly objective: number;
  /** gᵀF⁻¹g */
  readonly slope: number;
  /** √(gᵀF⁻¹g / 2δ): the λ at which the quadratic model spends δ. */
  readonly meeting: number;
  /** √(2δ / gᵀF⁻¹g) = 1 / meeting */
  readonly alpha: number;
  /** F⁻¹g */
  readonly natural: Pair;
  readonly boundary: readonly Pair[];
  /** The optimum of the true problem for radii from 0 up to δ and beyond. */
  readonly path: readonly Optimum[];
  /** The true problem's optimum at δ. */
  readonly best: Optimum;
}

export interface KlStep extends Region {
  readonly lambda: number;
  readonly penalised: Taken;
  /** ½ d(λ)ᵀF d(λ) */
  readonly quadratic: number;
  readonly sameLength: Taken;
  readonly sameKl: Taken;
}

/** Radii on the exact path, as parts of δ: dense where it begins, and as far as four times δ. */
const RADII = [0.01, 0.04, 0.1, 0.18, 0.28, 0.4, 0.55, 0.75, 1, 1.3, 1.7, 2.2, 3, 4];

export function regionOf({ thetaI, thetaJ, delta }: KlStepState): Region {
  const theta: Pair = [thetaI, thetaJ];
  const model = localModel(PROBLEM, theta);
  const slope = naturalSlope(model);
  return {
    theta,
    delta,
    model,
    objective: objective(PROBLEM, theta),
    slope,
    meeting: multiplier(slope, delta),
    alpha: stepScale(slope, delta),
    natural: penalisedStep(model, 1),
    boundary: klBoundary(PROBLEM, theta, delta),
    path: constrainedPath(
      PROBLEM,
      theta,
      RADII.map((part) => part * delta),
    ),
    best: constrainedOptimum(PROBLEM, theta, delta),
  };
}

export function quantitiesOf(region: Region, lambda: number): KlStep {
  const { theta, model } = region;
  const take = (step: Pair): Taken => {
    const next = add(theta, step);
    return {
      step,
      length: Math.hypot(...step),
      theta: next,
      gain: objective(PROBLEM, next) - region.objective,
      kl: meanDivergence(PROBLEM, theta, next),
    };
  };
  const penalised = take(penalisedStep(model, lambda));
  return {
    ...region,
    lambda,
    penalised,
    quadratic: quadraticDivergence(model, penalised.step),
    sameLength: take(plainStepOfLength(model, penalised.length)),
    sameKl: take(plainStepOfDivergence(PROBLEM, theta, penalised.kl)),
  };
}
