import { tf } from '../tf.ts';

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
