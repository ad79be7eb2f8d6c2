import { tf } from '../../tf.ts';

/**
 * U^PG(θ) = mean of log π_θ(a_t|s_t) Â_t: the objective whose gradient is the policy gradient (slide "What is the
 * underlying objective function?"). Â_t is data: no gradient flows through it.
 *
 * @param logProbability log π_θ(a_t|s_t), [batch]
 * @param advantage Â_t, [batch]
 */
export const policyGradientObjective = (logProbability: tf.Tensor1D, advantage: tf.Tensor1D): tf.Scalar =>
  tf.mean(tf.mul(logProbability, advantage)) as tf.Scalar;

/** ½ mean (b(s_t) − G_t)²: what fits a baseline to the returns. Both [batch]. */
export const squaredError = (value: tf.Tensor1D, target: tf.Tensor1D): tf.Scalar =>
  tf.mul(tf.mean(tf.square(tf.sub(value, target))), 0.5) as tf.Scalar;
