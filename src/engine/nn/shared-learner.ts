import type { Batch } from '../rollout/trajectories.ts';
import type { RunPart } from '../run.ts';
import type { Critic, GradientSettings, LearningActor, PolicyObjective, Reading, StepReadings } from './learner.ts';

export interface SharedGradientSettings extends GradientSettings {
  /** Weight of ½ mean (V_θ − Ĝ)², which is taken off the objective. */
  readonly vfCoef: number;
}

/**
 * Actor and critic in one network as they learn: θ holds both, and every step is a step of both. Between `begin` and
 * `end`, π_old is the policy as it stood at `begin`. Behind it stand TensorFlow.js or the kernel, as behind PolicyLearner.
 */
export interface SharedLearner extends LearningActor, Critic, RunPart {
  dispose(): void;
  begin(batch: Batch): void;
  /** ĝ of objective + entropy bonus − value loss over the whole batch, kept for `stepAlong`. */
  gradient(
    objective: PolicyObjective,
    advantages: Float32Array,
    settings: SharedGradientSettings,
  ): StepReadings & { readonly valueLoss: Reading };
  /** One step of the optimiser up ĝ. */
  stepAlong(rate: number): void;
  /** r_t(θ) of the given rows. */
  ratios(rows: Uint32Array): Promise<Float32Array>;
  /** What the update has done so far, over the whole batch. */
  measure(): { readonly kl: Reading; readonly entropy: Reading; readonly stepNorm: Reading };
  end(): void;
}
