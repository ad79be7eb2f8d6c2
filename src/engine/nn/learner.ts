import type { Batch } from '../rollout/trajectories.ts';
import type { RunPart } from '../run.ts';
import type { tf } from '../tf.ts';
import type { ActingDistribution, ActingOutputs } from './distribution.ts';
import type { AdamSettings } from './optimizers.ts';
import type { Policy } from './policy.ts';

/** How steps are taken: Adam with these settings, or the lecture's plain θ + α ĝ. */
export type UpdateRule = { readonly rule: 'adam'; readonly settings?: AdamSettings } | { readonly rule: 'sgd' };

/** A number that may still be on its way from a GPU: read it when the iteration is over, with all the others. */
export type Reading = number | tf.Scalar;

/** What a policy objective is computed from; [samples] each. Only log π_θ depends on θ. */
export interface Samples {
  /** log π_θ(a_t|s_t) */
  readonly logProbability: tf.Tensor1D;
  /** r_t(θ) = π_θ(a_t|s_t) / π_old(a_t|s_t) */
  readonly ratio: tf.Tensor1D;
  /** Â_t */
  readonly advantage: tf.Tensor1D;
}

/** What an update wants more of: the lecture's formula, and the kernel's own form of it where it has one. */
export interface PolicyObjective {
  /** A mean over samples, to be maximised. */
  readonly value: (samples: Samples) => tf.Scalar;
  /** Computes the same, without a tape; tests hold the two equal. Null: always by the formula above. */
  readonly fused: FusedObjective | null;
}

export interface FusedObjective {
  readonly surrogate: 'log-probability' | 'importance' | 'clipped';
  /** ε; only the clipped surrogate uses it. */
  readonly clipRange: number;
}

export interface GradientSettings {
  /** Weight of the mean entropy that is added to the objective. */
  readonly entCoef: number;
  /** β, weight of the mean KL(π_old ‖ π_θ) that is taken off; 0 unless given. */
  readonly klCoef?: number;
  /** Longer gradients are shortened to this; 0 leaves them alone. */
  readonly maxGradNorm: number;
}

export interface AscentSettings extends GradientSettings {
  readonly rate: number;
}

export interface LossSettings {
  /** Weight of the loss before its gradient is shortened. */
  readonly coefficient: number;
  /** Half-width of the band around the old values that the loss holds V_φ in; 0 for none. */
  readonly clipRange: number;
  readonly maxGradNorm: number;
}

export interface DescentSettings extends LossSettings {
  readonly rate: number;
}

/** A direction z_t for the statistics of every sample. */
export interface StatisticsDirection {
  /** size × headSize */
  readonly head: Float32Array;
  /** For log σ, the mean over samples; null where there is none. */
  readonly logStd: Float32Array | null;
}

/** One step's objective and ‖g‖ before it was shortened. */
export interface StepReadings {
  readonly value: Reading;
  readonly gradNorm: Reading;
}

/** Why a Fisher product or a score is refused. */
export const MOVED = 'The Fisher information is that of θ_old: it is to be asked for before θ moves.';

/** Where θ has come to, over the whole batch. */
export interface Assessment {
  /** The objective at the present θ, without bonus or penalty. */
  readonly surrogate: number;
  /** Mean KL(π_old ‖ π_θ). */
  readonly kl: number;
}

/** What acting needs to know of a policy. */
export interface ActingPolicy {
  /** Length of θ. */
  readonly size: number;
  readonly distribution: ActingDistribution;
}

/** π_θ as it acts. */
export interface Actor {
  readonly policy: ActingPolicy;
  /**
   * Outputs for `count` observations (count × inputs), valid until the next call. A promise only where a GPU must be
   * waited for.
   */
  act(observations: Float32Array, count: number): ActingOutputs | Promise<ActingOutputs>;
  dispose(): void;
}

/** π_θ as the page sees it while it learns. */
export interface LearningActor extends Actor {
  /** A copy of θ. */
  theta(): Promise<Float32Array>;
  /** The policy at another θ, for show; it replaces the one before it. */
  frozen(theta: Float32Array): Actor;
  /** What the newest update began with; null before the first. Absent where it cannot be studied by itself. */
  lastBegun?(): Promise<{ readonly batch: Batch; readonly thetaOld: Float32Array } | null>;
}

/**
 * π_θ as it learns: θ, its optimiser, and the batch in hand. Between `begin` and `end`, π_old is the policy as it stood at
 * `begin`. Behind it stand TensorFlow.js or the kernel; an algorithm cannot tell which.
 */
export interface PolicyLearner extends LearningActor, RunPart {
  readonly policy: Policy;
  dispose(): void;

  begin(batch: Batch): void;
  /** ĝ of the objective, kept for `stepAlong`, on the given rows of the batch (null: all) with these advantages. */
  gradient(
    objective: PolicyObjective,
    rows: Uint32Array | null,
    advantages: Float32Array,
    settings: GradientSettings,
  ): StepReadings;
  /**
   * ĝ = mean over the whole batch of (∂φ_t/∂θ)ᵀ z_t, kept for `stepAlong`: for algorithms that settle in the space of the
   * distribution's statistics φ (the network's outputs, and log σ) what they want. @returns ‖ĝ‖ before it was shortened
   */
  pullBack(statistics: StatisticsDirection, maxGradNorm: number): Reading;
  /** One step of the optimiser up ĝ. */
  stepAlong(rate: number): void;
  /** Both at once. */
  ascend(
    objective: PolicyObjective,
    rows: Uint32Array | null,
    advantages: Float32Array,
    settings: AscentSettings,
  ): StepReadings;

  /** ĝ as `gradient` left it, [parameters]. */
  direction(): Promise<Float32Array>;
  /** Takes a ĝ [parameters] that was computed elsewhere, for `stepAlong`. */
  receive(direction: Float32Array): void;
  /** θ ← values, for a copy whose θ comes from elsewhere; the optimiser is not asked. Not between `begin` and `end`. */
  adopt(theta: Float32Array): void;
  /**
   * F v, [parameters], with F = mean over the batch of Jᵀ M J: the Fisher information of π_old, which is the Hessian of
   * KL(π_old ‖ π_θ) at θ_old. @throws Error once θ has left θ_old
   */
  fisherProduct(v: Float32Array): Promise<Float32Array>;
  /** ∇_θ log π_old(a_t|s_t) of every sample, size × parameters. @throws Error once θ has left θ_old */
  scores(): Promise<Float32Array>;
  /** θ ← θ_old + step, wherever θ was before; the optimiser is not asked. */
  place(step: Float32Array): void;
  /** What the line search asks: the objective with these advantages and the KL, at the present θ. */
  assess(objective: PolicyObjective, advantages: Float32Array): Promise<Assessment>;

  /** r_t(θ) of the given rows. */
  ratios(rows: Uint32Array): Promise<Float32Array>;
  /** Mean KL(π_old ‖ π_θ) over the batch. */
  kl(): Promise<number>;
  /** What the update has done so far, over the whole batch. */
  measure(clipRange?: number): {
    readonly kl: Reading;
    readonly entropy: Reading;
    /** ‖θ − θ_old‖ */
    readonly stepNorm: Reading;
    /** The share of samples with |r − 1| > ε, where an ε is given. */
    readonly clipFraction?: Reading;
  };
  end(): void;
}

/** V_φ as it judges. */
export interface Critic {
  /** Inputs of the network. */
  readonly inputs: number;
  /** V_φ(s) for `count` observations (count × inputs). */
  values(observations: Float32Array, count: number): Promise<Float32Array>;
}

/** V_φ or b(s) as it learns. */
export interface ValueLearner extends Critic, RunPart {
  begin(batch: Batch): void;
  /** The gradient of ½ mean (V_φ − return)² on the given rows of the batch (null: all), kept for `stepDown`. */
  gradient(rows: Uint32Array | null, settings: LossSettings): StepReadings;
  /** One step of Adam down that gradient. */
  stepDown(rate: number): void;
  /** Both at once. */
  descend(rows: Uint32Array | null, settings: DescentSettings): StepReadings;
  end(): void;

  /** A copy of φ. */
  phi(): Promise<Float32Array>;
  /** As those of PolicyLearner, for φ and the gradient of its loss. */
  direction(): Promise<Float32Array>;
  receive(direction: Float32Array): void;
  adopt(phi: Float32Array): void;
}
