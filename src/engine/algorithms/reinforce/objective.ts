import type { PolicyObjective } from '../../nn/learner.ts';
import { tf } from '../../tf.ts';

/**
 * U^PG(θ) = mean of log π_θ(a_t|s_t) Â_t: the objective whose gradient is the policy gradient (slide "What is the
 * underlying objective function?"). Â_t is data: no gradient flows through it.
 */
export const policyGradientObjective: PolicyObjective = {
  value: ({ logProbability, advantage }) => tf.mean(tf.mul(logProbability, advantage)) as tf.Scalar,
  fused: { surrogate: 'log-probability', clipRange: 0 },
};
