import type { Environment } from '../envs/environment.ts';
import { tf } from '../tf.ts';
import type { Outputs } from './distribution.ts';
import { Policy, type PolicySettings } from './policy.ts';

/**
 * One network for actor and critic (slide "Actor-critic", shared network design): all layers but the last are shared, the last
 * puts out the policy's head and, after it, V. Stateless like the policy: θ is always an argument, and holds both.
 */
export class SharedNetwork extends Policy {
  constructor(environment: Environment, settings: PolicySettings) {
    super(environment, settings, 1);
  }

  /** The head starts undecided, as a policy alone; V with weights of its usual size. */
  override initialTheta(seed: number): Float32Array {
    const theta = super.initialTheta(seed);
    const { headSize, freeParameters } = this.distribution;
    const inputs = this.shape.sizes.at(-2)!;
    // The last layer: (headSize + 1) rows of weights, as many biases; then log σ.
    const weights = this.size - freeParameters - (headSize + 1) * (inputs + 1);
    for (let i = 0; i < inputs; i++) theta[weights + headSize * inputs + i]! *= 100;
    return theta;
  }

  /** π_θ(·|s) and V_θ(s), [batch], for observations [batch, inputs]; differentiable in θ. */
  outputsAndValues(theta: tf.Tensor1D, observations: tf.Tensor2D): { outputs: Outputs; values: tf.Tensor1D } {
    const both = this.networkOutputs(theta, observations);
    const values = tf.reshape(tf.slice(both, [0, this.distribution.headSize], [-1, 1]), [-1]) as tf.Tensor1D;
    return { outputs: this.readOutputs(theta, both), values };
  }
}
