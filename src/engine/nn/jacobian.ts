import { tf } from '../tf.ts';
import type { Outputs } from './distribution.ts';
import { activationSlope, forwardPass, layerDeltas, runBackwards, weights } from './mlp.ts';
import type { Policy } from './policy.ts';

/**
 * J = d(outputs of a batch)/dθ at one θ, never written down: what Fisher-vector products and scores are made of. By hand
 * rather than by differentiating twice, which TensorFlow.js 4.22 gets wrong (tensorflow/tfjs#3252). Owns its tensors.
 */
export class PolicyJacobian {
  private readonly theta: tf.Tensor1D;
  private readonly outputs: Outputs;
  private readonly layerInputs: tf.Tensor2D[];
  private readonly networkSize: number;

  /** @param theta [policy.size]; @param observations [batch, inputs]: the caller keeps both as long as this lives */
  constructor(
    private readonly policy: Policy,
    theta: tf.Tensor1D,
    observations: tf.Tensor2D,
  ) {
    const { shape, distribution, size } = policy;
    const { freeParameters } = distribution;
    this.networkSize = size - freeParameters;
    const { network, logStd, head, activations } = tf.tidy(() => {
      const network = tf.slice(theta, 0, this.networkSize);
      const { output, layerInputs } = forwardPass(network, observations, shape);
      const logStd = freeParameters ? tf.slice(theta, this.networkSize, freeParameters) : undefined;
      return { network, logStd, head: output, activations: layerInputs.slice(1) };
    });
    for (const tensor of [network, head, ...activations, ...(logStd ? [logStd] : [])]) tf.keep(tensor);
    this.theta = network;
    this.outputs = { head, logStd };
    this.layerInputs = [observations, ...activations];
  }

  /** F v = mean over the batch of Jᵀ M J v, [policy.size]; 2 v for log σ. The caller owns the result. */
  fisherProduct(v: tf.Tensor1D): tf.Tensor1D {
    const { shape, distribution } = this.policy;
    return tf.tidy(() => {
      const tangents = this.tangents(tf.slice(v, 0, this.networkSize));
      const dHead = tf.div(distribution.metric(this.outputs, tangents), tangents.shape[0]) as tf.Tensor2D;
      const { dTheta } = runBackwards(this.theta, this.layerInputs, dHead, shape);
      return this.outputs.logStd ? tf.concat([dTheta, tf.mul(tf.slice(v, this.networkSize), 2)]) : dTheta;
    });
  }

  /** ∇_θ log π_θ(a|s) of every row, [batch, policy.size], for encoded actions. The caller owns the result. */
  scores(codes: tf.Tensor2D): tf.Tensor2D {
    const { shape, distribution } = this.policy;
    const { head } = this.outputs;
    const batch = head.shape[0];
    return tf.tidy(() => {
      // A log σ for every row, so that each row has a derivative of its own in it.
      const logStd = this.outputs.logStd && tf.tile(tf.reshape(this.outputs.logStd, [1, -1]), [batch, 1]);
      const derivatives = tf.grads((head: tf.Tensor, logStd?: tf.Tensor) => {
        const outputs = { head: head as tf.Tensor2D, logStd: logStd as tf.Tensor1D | undefined };
        return tf.sum(distribution.logProbability(outputs, codes));
      })(logStd ? [head, logStd] : [head]);
      const deltas = layerDeltas(this.theta, this.layerInputs, derivatives[0] as tf.Tensor2D, shape);
      const pieces = deltas.flatMap((dz, layer) => {
        const [inputs, outputs] = [shape.sizes[layer]!, shape.sizes[layer + 1]!];
        if (!inputs) return [dz];
        const x = tf.reshape(this.layerInputs[layer]!, [batch, 1, inputs]);
        return [tf.reshape(tf.mul(tf.reshape(dz, [batch, outputs, 1]), x), [batch, outputs * inputs]), dz];
      });
      if (logStd) pieces.push(derivatives[1] as tf.Tensor2D);
      return tf.concat(pieces, 1) as tf.Tensor2D;
    });
  }

  dispose(): void {
    // The first layer's input is the caller's.
    tf.dispose([this.theta, this.outputs, this.layerInputs.slice(1)]);
  }

  /** J v: how the outputs change when the network's parameters move along v, [batch, headSize]. */
  private tangents(v: tf.Tensor1D): tf.Tensor2D {
    const { sizes, activation } = this.policy.shape;
    let tangent: tf.Tensor2D | null = null;
    for (let layer = 0, offset = 0; layer < sizes.length - 1; layer++) {
      const [inputs, outputs] = [sizes[layer]!, sizes[layer + 1]!];
      let next = tf.reshape(tf.slice(v, offset + outputs * inputs, outputs), [1, outputs]) as tf.Tensor2D;
      if (inputs) {
        const direct = tf.matMul(this.layerInputs[layer]!, tf.transpose(weights(v, offset, inputs, outputs)));
        next = tf.add(next, direct);
      }
      if (tangent) {
        const carried = tf.matMul(tangent, tf.transpose(weights(this.theta, offset, inputs, outputs)));
        next = tf.add(next, carried);
      }
      offset += outputs * (inputs + 1);
      const isLast = layer === sizes.length - 2;
      tangent = isLast ? next : tf.mul(next, activationSlope(this.layerInputs[layer + 1]!, activation));
    }
    // Without inputs, all rows have the same one.
    return tf.add(tangent!, tf.zerosLike(this.outputs.head));
  }
}
