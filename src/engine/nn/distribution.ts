import type { Draw } from '../envs/environment.ts';
import type { tf } from '../tf.ts';

/**
 * A family of action distributions. The network's outputs in a batch of states are its `head`; a Gaussian also has
 * `logStd`, one number a component, the last entries of θ.
 */
export type Outputs = {
  /** [batch, headSize] */
  readonly head: tf.Tensor2D;
  /** [action size] for a Gaussian, undefined otherwise. */
  readonly logStd: tf.Tensor1D | undefined;
};

/** The same on the CPU, for acting: `head` holds batch × headSize numbers. */
export interface ActingOutputs {
  readonly head: ArrayLike<number>;
  readonly logStd: ArrayLike<number> | null;
}

/** How outputs become actions: all that acting needs of a family. */
export interface ActingDistribution {
  /** Numbers that hold one action in an environment's action array. */
  readonly actionSize: number;
  /** Numbers that hold one action as losses take it: one-hot, sign, or the value itself. */
  readonly codeSize: number;

  /** Write a sample of state `row`'s distribution to actions[row · actionSize …]. */
  sample(outputs: ActingOutputs, row: number, draw: Draw, actions: Float32Array): void;
  /** Write the most likely action instead. */
  mode(outputs: ActingOutputs, row: number, actions: Float32Array): void;
  /** Write the encoding of actions[row · actionSize …] to codes[row · codeSize …]. */
  encode(actions: ArrayLike<number>, row: number, codes: Float32Array, codeRow: number): void;
  /** Numbers that describe the distribution in one state: probabilities, or mean and deviation of each component. */
  readonly descriptionSize: number;
  describe(outputs: ActingOutputs, row: number, description: Float32Array): void;
}

export interface Distribution extends ActingDistribution {
  readonly kind: 'categorical' | 'gaussian' | 'sigmoid';
  /** Numbers that the network puts out for one state. */
  readonly headSize: number;
  /** Parameters at the end of θ that no network computes (log σ). */
  readonly freeParameters: number;

  /** log π(a|s), [batch], for encoded actions [batch, codeSize]. */
  logProbability(outputs: Outputs, codes: tf.Tensor2D): tf.Tensor1D;
  /** H(π(·|s)), [batch]. */
  entropy(outputs: Outputs): tf.Tensor1D;
  /** KL(p ‖ q) per state, [batch]; in this order throughout the project. */
  kl(p: Outputs, q: Outputs): tf.Tensor1D;
  /**
   * M ṫ, [batch, headSize]: each state's Fisher information in its head's coordinates, which is the Hessian of its KL, times
   * that state's tangent ṫ. (The Fisher information of log σ is 2 in every state.)
   */
  metric(outputs: Outputs, tangents: tf.Tensor2D): tf.Tensor2D;
}
