import { tf } from '../../tf.ts';

/**
 * L^CLIP(θ) = mean of min(r_t Â_t, clip(r_t, 1 − ε, 1 + ε) Â_t), to be maximised (slide "PPO: Clipped Objective";
 * Schulman et al. 2017, equation 7).
 *
 * The minimum makes it pessimistic: a sample whose ratio already moved the way its advantage asks by more than ε has no
 * gradient any more; one that moved the wrong way keeps it.
 *
 * @param ratio r_t = π_θ(a_t|s_t) / π_θk(a_t|s_t), [batch]
 * @param advantage Â_t, [batch]
 */
export function clippedSurrogate(ratio: tf.Tensor1D, advantage: tf.Tensor1D, clipRange: number): tf.Scalar {
  const unclipped = tf.mul(ratio, advantage);
  const clipped = tf.mul(tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange), advantage);
  return tf.mean(tf.minimum(unclipped, clipped)) as tf.Scalar;
}

/**
 * ½ mean (V_φ − Ĝ)². With a `clipRange` above 0, V_φ is also held near its old value, and the worse of both errors counts.
 *
 * @param value V_φ(s_t); @param oldValue V before this update; @param target Ĝ_t; all [batch]
 */
export function valueLoss(
  value: tf.Tensor1D,
  oldValue: tf.Tensor1D,
  target: tf.Tensor1D,
  clipRange: number,
): tf.Scalar {
  const error = tf.square(tf.sub(value, target));
  if (clipRange === 0) return tf.mul(tf.mean(error), 0.5) as tf.Scalar;
  const held = tf.add(oldValue, tf.clipByValue(tf.sub(value, oldValue), -clipRange, clipRange));
  return tf.mul(tf.mean(tf.maximum(error, tf.square(tf.sub(held, target)))), 0.5) as tf.Scalar;
}

/** The share of samples with |r − 1| > ε, whichever way they moved, a scalar. */
export const clipFraction = (ratio: tf.Tensor1D, clipRange: number): tf.Scalar =>
  tf.mean(tf.cast(tf.greater(tf.abs(tf.sub(ratio, 1)), clipRange), 'float32')) as tf.Scalar;
