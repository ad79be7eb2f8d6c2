import { softmax } from '../../exact/categorical.ts';
import { type Gaussian, policyAt } from '../../exact/gaussian.ts';
import { categoricalSlice, gaussianSlice, type KlSlice, sigmoidSlice } from '../../exact/kl-slice.ts';
import type { StateOf } from '../panel.ts';
import type { klTaylor } from './spec.ts';

export type TaylorState = StateOf<typeof klTaylor>;
export type Family = TaylorState['family'];

/** How far the line is shown to either side of θ_old, before one goes nearer. */
export const REACH: Readonly<Record<Family, number>> = { sigmoid: 4, categorical: 4, gaussian: 2 };

/** A policy before or after the step: probabilities of actions, or a density. */
export type Policy = { readonly probabilities: readonly number[] } | { readonly gaussian: Gaussian };

/** What the panel says about a state; KL in nats. */
export interface Taylor {
  readonly state: TaylorState;
  readonly zoom: number;
  /** The line shown runs from −reach to reach. */
  readonly reach: number;
  readonly slice: KlSlice;
  /** The step, no longer than the line shown. */
  readonly t: number;
  /** d, of length 1: [1] for the sigmoid, else its two components. */
  readonly direction: readonly number[];
  /** θ_old and θ_new. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly old: Policy;
  readonly new: Policy;
  /** KL(π_old ‖ π_new), and the other way round. */
  readonly kl: number;
  readonly reverse: number;
  /** dᵀFd at θ_old, and ½ t² dᵀFd. */
  readonly fisher: number;
  readonly predicted: number;
  /** The slope of KL at θ_new, and what the parabola says it is. */
  readonly slope: number;
  readonly predictedSlope: number;
  readonly curvature: number;
}

export function quantitiesOf(state: TaylorState): Taylor {
  const zoom = Number(state.zoom);
  const reach = REACH[state.family] / zoom;
  const t = Math.max(-reach, Math.min(reach, state.step));
  const direction = directionOf(state);
  const from = startOf(state);
  const to = from.map((theta, i) => theta + t * direction[i]!);
  const slice = sliceOf(state, from, direction);
  return {
    state,
    zoom,
    reach,
    slice,
    t,
    direction,
    from,
    to,
    old: policyOf(state.family, from),
    new: policyOf(state.family, to),
    kl: slice.forward(t),
    reverse: slice.reverse(t),
    fisher: slice.fisher,
    predicted: 0.5 * slice.fisher * t * t,
    slope: slice.slope(t),
    predictedSlope: slice.fisher * t,
    curvature: slice.curvature(t),
  };
}

function directionOf({ family, angle }: TaylorState): readonly number[] {
  if (family === 'sigmoid') return [1];
  const radians = (angle * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** θ_old: θ; the logits of actions 1 and 2; or μ and log σ. */
function startOf({ family, thetaOld, theta1, theta2, sigmaOld }: TaylorState): readonly number[] {
  if (family === 'sigmoid') return [thetaOld];
  return family === 'categorical' ? [theta1, theta2] : [0, Math.log(sigmaOld)];
}

function sliceOf({ family, sigmaOld }: TaylorState, from: readonly number[], direction: readonly number[]): KlSlice {
  if (family === 'sigmoid') return sigmoidSlice(from[0]!);
  if (family === 'categorical') return categoricalSlice([...from, 0], [...direction, 0]);
  return gaussianSlice(sigmaOld, [direction[0]!, direction[1]!]);
}

function policyOf(family: Family, theta: readonly number[]): Policy {
  if (family === 'gaussian') return { gaussian: policyAt([theta[0]!, theta[1]!], 'logSigma')! };
  return { probabilities: softmax([...theta, 0]) };
}
