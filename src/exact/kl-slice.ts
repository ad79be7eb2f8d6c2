import * as categorical from './categorical.ts';
import { klDivergence as gaussianKl, policyAt } from './gaussian.ts';
import * as sigmoid from './sigmoid.ts';

/**
 * KL along a line through the parameters, t ↦ KL(π_old ‖ π_{θ_old + t d}), with its slope and its curvature in closed form:
 * the three things that a Taylor expansion of second order is made of. At t = 0 they are 0, 0 and dᵀFd.
 */
export interface KlSlice {
  /** KL(π_old ‖ π_new), the lecture's order. */
  readonly forward: (t: number) => number;
  /** KL(π_new ‖ π_old). */
  readonly reverse: (t: number) => number;
  /** d/dt and d²/dt² of `forward`. */
  readonly slope: (t: number) => number;
  readonly curvature: (t: number) => number;
  /** dᵀ F(θ_old) d. */
  readonly fisher: number;
}

/** The sigmoid policy; d = 1. */
export function sigmoidSlice(thetaOld: number): KlSlice {
  const old = sigmoid.probability(thetaOld);
  return {
    forward: (t) => sigmoid.klDivergence(thetaOld, thetaOld + t),
    reverse: (t) => sigmoid.klDivergence(thetaOld + t, thetaOld),
    slope: (t) => sigmoid.probability(thetaOld + t) - old,
    curvature: (t) => sigmoid.fisherInformation(thetaOld + t),
    fisher: sigmoid.fisherInformation(thetaOld),
  };
}

/** A categorical policy, along `direction` in its logits. */
export function categoricalSlice(logits: categorical.Logits, direction: categorical.Logits): KlSlice {
  const at = (t: number) => logits.map((logit, a) => logit + t * direction[a]!);
  return {
    forward: (t) => categorical.klDivergence(logits, at(t)),
    reverse: (t) => categorical.klDivergence(at(t), logits),
    slope: (t) => categorical.klGradient(logits, at(t)).reduce((sum, g, a) => sum + g * direction[a]!, 0),
    curvature: (t) => categorical.fisherQuadratic(at(t), direction),
    fisher: categorical.fisherQuadratic(logits, direction),
  };
}

/**
 * A Gaussian policy with parameters (μ, log σ), along (`mean`, `logSigma`) per unit of t. Where μ stands makes no difference.
 * KL = s t + (σ² + c² t²) e^{−2 (log σ + s t)} / 2 − ½, for a direction (c, s).
 */
export function gaussianSlice(sigma: number, [mean, logSigma]: readonly [number, number]): KlSlice {
  const old = { mean: 0, sigma };
  const at = (t: number) => policyAt([t * mean, Math.log(sigma) + t * logSigma], 'logSigma')!;
  /** Moments of π_old about the mean of π_new, in units of the new σ. */
  const second = (t: number) => (sigma ** 2 + (mean * t) ** 2) / at(t).sigma ** 2;
  return {
    forward: (t) => gaussianKl(old, at(t)),
    reverse: (t) => gaussianKl(at(t), old),
    slope: (t) => logSigma * (1 - second(t)) + (mean ** 2 * t) / at(t).sigma ** 2,
    curvature: (t) => 2 * logSigma ** 2 * second(t) + (mean ** 2 * (1 - 4 * logSigma * t)) / at(t).sigma ** 2,
    fisher: (mean / sigma) ** 2 + 2 * logSigma ** 2,
  };
}
