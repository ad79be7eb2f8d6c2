import { constantKlStep, fisherInformation, klDivergence, probability, quadraticKlStep } from '../../exact/sigmoid.ts';

/** What the reader sets. */
export interface SigmoidState {
  readonly thetaOld: number;
  readonly thetaNew: number;
  /** Radius of the trust region, in nats. */
  readonly delta: number;
}

/** Everything that the panel says about a state; KL in nats. */
export interface SigmoidStep extends SigmoidState {
  /** Δθ = θ_new − θ_old. */
  readonly step: number;
  /** π(a = 1) before and after. */
  readonly pOld: number;
  readonly pNew: number;
  /** KL(π_old ‖ π_new). */
  readonly kl: number;
  /** F = π (1 − π) at θ_old. */
  readonly fisher: number;
  /** ½ F Δθ²: what the quadratic model says that KL is. */
  readonly klPredicted: number;
  /** Signed steps of KL = δ, down and up. */
  readonly stepDown: number;
  readonly stepUp: number;
  /** √(2δ / F): how long the quadratic model says they are. */
  readonly quadratic: number;
}

export function quantitiesOf(state: SigmoidState): SigmoidStep {
  const { thetaOld, thetaNew, delta } = state;
  const step = thetaNew - thetaOld;
  const fisher = fisherInformation(thetaOld);
  return {
    ...state,
    step,
    pOld: probability(thetaOld),
    pNew: probability(thetaNew),
    kl: klDivergence(thetaOld, thetaNew),
    fisher,
    klPredicted: 0.5 * fisher * step * step,
    stepDown: constantKlStep(thetaOld, delta, -1),
    stepUp: constantKlStep(thetaOld, delta, 1),
    quadratic: quadraticKlStep(thetaOld, delta),
  };
}
