import type { MlpKernel } from '../kernels/mlp-kernel.ts';
import type { PolicyHead } from '../kernels/policy-head.ts';
import { tf } from '../tf.ts';
import type { Distribution } from './distribution.ts';
import type { PolicyObjective } from './learner.ts';

/**
 * An objective that the kernel has no form of its own for: its formula in TensorFlow.js, on the outputs of the network's last
 * forward pass. The derivative in them goes to the network's dOutput (and in log σ to its gradient), ready for `backward`.
 *
 * @returns the objective's value, entropy bonus and KL penalty included
 */
export function tapeObjective(
  distribution: Distribution,
  network: MlpKernel,
  head: PolicyHead,
  count: number,
  objective: PolicyObjective,
  { entCoef, klCoef }: { readonly entCoef: number; readonly klCoef: number },
): number {
  const { freeParameters, headSize, codeSize } = distribution;
  return tf.tidy(() => {
    const codes = tf.tensor2d(head.codes.values.slice(0, count * codeSize), [count, codeSize]);
    const advantage = tf.tensor1d(head.advantages.values.slice(0, count));
    const logPiOld = tf.tensor1d(head.oldLogProbabilities.values.slice(0, count));
    const heads = tf.tensor2d(network.output.values.slice(0, count * headSize), [count, headSize]);
    const old = {
      head: tf.tensor2d(head.oldHeads.values.slice(0, count * headSize), [count, headSize]),
      logStd: freeParameters ? tf.tensor1d(head.oldLogStd.values.slice()) : undefined,
    };
    const arguments_: tf.Tensor[] = [heads];
    if (freeParameters) arguments_.push(tf.tensor1d(network.theta.values.slice(-freeParameters)));
    const { value, grads } = tf.valueAndGrads((output: tf.Tensor, logStd?: tf.Tensor) => {
      const outputs = { head: output as tf.Tensor2D, logStd: logStd as tf.Tensor1D | undefined };
      const logProbability = distribution.logProbability(outputs, codes);
      const ratio = tf.exp(tf.sub(logProbability, logPiOld) as tf.Tensor1D);
      const terms = [objective.value({ logProbability, ratio, advantage })];
      if (entCoef) terms.push(tf.mul(tf.mean(distribution.entropy(outputs)), entCoef));
      if (klCoef) terms.push(tf.mul(tf.mean(distribution.kl(old, outputs)), -klCoef));
      return tf.addN(terms);
    })(arguments_);
    network.dOutput.values.set(grads[0]!.dataSync());
    if (freeParameters) network.gradient.values.set(grads[1]!.dataSync(), network.parameters - freeParameters);
    return value.dataSync()[0]!;
  });
}
