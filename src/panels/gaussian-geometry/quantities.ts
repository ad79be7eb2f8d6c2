import {
  afterStep,
  coordinatesOf,
  fisherInformation,
  type Gaussian,
  klDivergence,
  PARAMETRISATIONS,
  type Pair,
  type Parametrisation,
  policyAt,
} from '../../exact/gaussian.ts';
import {
  fisherRaoDistance,
  naturalStep,
  plainStep,
  quadraticLength,
  straightLength,
  targetGradient,
} from '../../exact/gaussian-geometry.ts';
import type { StateOf } from '../panel.ts';
import type { gaussianGeometry } from './spec.ts';

export type GeometryState = StateOf<typeof gaussianGeometry>;

/** What the panel says about a state. Lengths by F and KL in nats. */
export interface Geometry {
  readonly state: GeometryState;
  readonly by: Parametrisation;
  readonly old: Gaussian;
  /** Where the step ends; null where there is no policy. */
  readonly new: Gaussian | null;
  /** θ_old, θ_new and the step between them, in the parametrisation of the figure. */
  readonly from: Pair;
  readonly to: Pair;
  readonly step: Pair;
  /** ‖d‖. */
  readonly length: number;
  /** The diagonal of F at θ_old. */
  readonly fisher: Pair;
  /** ½ dᵀFd. */
  readonly predicted: number;
  /** KL(π_old ‖ π_new), KL(π_new ‖ π_old) and the Fisher-Rao distance; infinite where there is no policy. */
  readonly kl: number;
  readonly reverse: number;
  readonly distance: number;
  /** The length, by F, of the straight way in this parametrisation. */
  readonly straight: number;
  /** The same gradient step in all parametrisations, in the order of PARAMETRISATIONS; empty for a step by hand. */
  readonly rewritten: readonly RewrittenStep[];
}

/** A gradient step, taken in one parametrisation. */
export interface RewrittenStep {
  readonly by: Parametrisation;
  readonly step: Pair;
  readonly ends: Gaussian | null;
  readonly kl: number;
}

export function quantitiesOf(state: GeometryState): Geometry {
  const by = state.parametrisation;
  const old = { mean: state.muOld, sigma: state.sigmaOld };
  const from = coordinatesOf(old, by);
  const rewritten = state.step === 'hand' ? [] : PARAMETRISATIONS.map((how) => gradientStep(state, old, how));
  const byHand = coordinatesOf({ mean: state.muNew, sigma: state.sigmaNew }, by);
  const step: Pair = rewritten.find((one) => one.by === by)?.step ?? [byHand[0] - from[0], byHand[1] - from[1]];
  const to: Pair = [from[0] + step[0], from[1] + step[1]];
  const policy = state.step === 'hand' ? { mean: state.muNew, sigma: state.sigmaNew } : policyAt(to, by);
  const fisher = fisherInformation(old, by);
  const infinite = Number.POSITIVE_INFINITY;
  return {
    state,
    by,
    old,
    new: policy,
    from,
    to,
    step,
    length: Math.hypot(...step),
    fisher,
    predicted: 0.5 * quadraticLength(step, fisher) ** 2,
    kl: policy ? klDivergence(old, policy) : infinite,
    reverse: policy ? klDivergence(policy, old) : infinite,
    distance: policy ? fisherRaoDistance(old, policy) : infinite,
    straight: policy ? straightLength(old, policy, by) : infinite,
    rewritten,
  };
}

/** As far as the ball allows along the gradient, or as far as the ellipse allows along the natural one. */
function gradientStep(state: GeometryState, old: Gaussian, by: Parametrisation): RewrittenStep {
  const gradient = targetGradient(old, state.target, by);
  const step =
    state.step === 'natural'
      ? naturalStep(gradient, fisherInformation(old, by), state.delta)
      : plainStep(gradient, state.radius);
  const ends = afterStep(old, step, by);
  return { by, step, ends, kl: ends ? klDivergence(old, ends) : Number.POSITIVE_INFINITY };
}

/** The greatest KL between any two policies that the same step ends at, written differently. Those without one are left out. */
export function disagreement(rewritten: readonly RewrittenStep[]): number {
  const ends = rewritten.flatMap((one) => (one.ends ? [one.ends] : []));
  return Math.max(0, ...ends.flatMap((one) => ends.map((other) => klDivergence(one, other))));
}
