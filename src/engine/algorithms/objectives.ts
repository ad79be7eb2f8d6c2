import type { PolicyObjective } from '../nn/learner.ts';
import { tf } from '../tf.ts';

/**
 * U^PG(θ) = mean of log π_θ(a_t|s_t) Â_t: the objective whose gradient is the policy gradient (slide "What is the
 * underlying objective function?"). Â_t is data: no gradient flows through it.
 */
export const policyGradientObjective: PolicyObjective = {
  value: ({ logProbability, advantage }) => tf.mean(tf.mul(logProbability, advantage)) as tf.Scalar,
  fused: { surrogate: 'log-probability', clipRange: 0 },
};

/**
 * L^IS(θ) = mean of r_t(θ) Â_t with r_t = π_θ(a_t|s_t) / π_old(a_t|s_t): how much better the actions of π_θ would do in the
 * states of π_old (slide "Trust region Policy Optimization"). At θ_old its gradient is that of U^PG.
 */
export const importanceObjective: PolicyObjective = {
  value: ({ ratio, advantage }) => tf.mean(tf.mul(ratio, advantage)) as tf.Scalar,
  fused: { surrogate: 'importance', clipRange: 0 },
};
