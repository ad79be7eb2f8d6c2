import type { PolicyObjective } from '../../nn/learner.ts';
import { tf } from '../../tf.ts';

/**
 * U^SL(θ) = mean of log π_θ(ã_t|s_t) over an expert's actions ã_t (slide "What is the underlying objective function?"), to be
 * maximised. It is U^PG with every Â_t = 1 and the expert's trajectories in place of the policy's own: so the kernel
 * computes it, given advantages of 1. What it is a mean over does not depend on θ. For an expert who never hesitates between
 * discrete actions, −U^SL is KL(π* ‖ π_θ).
 */
export const supervisedObjective: PolicyObjective = {
  value: ({ logProbability }) => tf.mean(logProbability) as tf.Scalar,
  fused: { surrogate: 'log-probability', clipRange: 0 },
};
