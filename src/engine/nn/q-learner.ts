import type { RunPart } from '../run.ts';
import type { LearningActor, Reading } from './learner.ts';
import type { PathwisePolicy } from './pathwise-policy.ts';

/** Transitions (s, a, r, s′), row by row: a minibatch out of the replay buffer. */
export interface TransitionBatch {
  readonly size: number;
  /** s, size × inputs */
  readonly observations: Float32Array;
  /** (s, a), size × (inputs + action size): a as it was taken, before the box clipped it */
  readonly pairs: Float32Array;
  /** r */
  readonly rewards: Float32Array;
  /** s′, of the same episode: where one ended, what it ended in. size × inputs */
  readonly nextObservations: Float32Array;
  /** 1 where s′ ended the task, so that nothing is worth anything after it; 0 elsewhere, cut short by a time limit too. */
  readonly terminated: Float32Array;
}

/** What a fit of Q_φ found, before its step. */
export interface FitReadings {
  /** mean (Q_φ(s, a) − y)² */
  readonly qLoss: Reading;
  readonly meanQ: Reading;
  /** mean |y − Q_φ(s, a)| */
  readonly tdError: Reading;
  /** ‖∇_φ mean (Q_φ − y)²‖ */
  readonly qGradNorm: Reading;
}

/** What a step of θ found, before it. */
export interface ClimbReadings {
  /** mean Q_φ(s, π_θ(s)) */
  readonly objective: Reading;
  /** ‖∇_θ mean Q_φ(s, π_θ(s))‖ */
  readonly gradNorm: Reading;
}

/** Where the policy has come to. */
export interface PathwiseMeasure {
  /** ‖θ − θ_old‖ with θ as it was at `mark`. */
  readonly stepNorm: Reading;
  /** Mean σ and mean entropy over the minibatch as the last `climb` found them, where actions are drawn. */
  readonly sigma?: Reading;
  readonly entropy?: Reading;
}

/** The arrays behind the last calls, on the CPU. */
export interface QLearnerArrays {
  /** y, and Q_φ(s, a) as the last fit found it; [batch] each. */
  readonly targets: Float32Array;
  readonly values: Float32Array;
  /** ∇_φ mean (Q_φ − y)² of the last fit. */
  readonly criticGradient: Float32Array;
  /** π_θ(s) and ∂Q_φ/∂a there, [batch × action size], and ∇_θ mean Q_φ(s, π_θ(s)) of the last climb. */
  readonly actions: Float32Array;
  readonly slopes: Float32Array;
  readonly actorGradient: Float32Array;
}

/**
 * Actor and critic of DDPG and SVG(0) as they learn: π_θ, Q_φ, the targets π_θ′ and Q_φ′ that trail them, two optimisers
 * and the minibatch in hand. Behind it stand TensorFlow.js or the kernel; an algorithm cannot tell which.
 *
 * One update: `begin`, `target`, `fit`, `climb`, `follow`, in this order. `noise` is the z of a = μ + σ z, batch × action
 * size, null for a deterministic policy.
 */
export interface QLearner extends LearningActor, RunPart {
  readonly policy: PathwisePolicy;
  dispose(): void;
  /** θ_old ← θ. */
  mark(): void;
  /** Takes a minibatch in hand. Its arrays are to stay as they are until the update is over. */
  begin(minibatch: TransitionBatch): void;
  /** y ← r + γ (1 − terminated) Q_φ′(s′, π_θ′(s′)) */
  target(gamma: number, noise: Float32Array | null): void;
  /** φ one step of Adam down mean (Q_φ(s, a) − y)². */
  fit(rate: number): void;
  /** θ one step of Adam up mean Q_φ(s, π_θ(s)), by ∂Q_φ/∂a · dπ_θ/dθ. φ stands still. */
  climb(rate: number, noise: Float32Array | null): void;
  /** θ′ ← τ θ + (1 − τ) θ′, and φ′ alike. */
  follow(tau: number): void;

  /** mean y, right after `target`. All readings are their caller's own. */
  targetReading(): Reading;
  /** Right after `fit`. */
  fitReadings(): FitReadings;
  /** Right after `climb`. */
  climbReadings(): ClimbReadings;
  /** Right after `climb`. */
  measure(): PathwiseMeasure;
  /** After `climb`; changes nothing. */
  inspect(): Promise<QLearnerArrays>;
}
