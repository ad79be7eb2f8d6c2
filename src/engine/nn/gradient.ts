import { tf } from '../tf.ts';
import { limitNorm, norm } from './optimizers.ts';
import type { Parameters } from './parameters.ts';

/** The gradient of an objective at the present parameters. The caller owns the three tensors. */
export interface Gradient {
  /** The objective's value, a scalar. */
  readonly value: tf.Scalar;
  /** [parameters], shortened to the norm limit where that is set. */
  readonly gradient: tf.Tensor1D;
  /** ‖g‖ before it was shortened, a scalar. */
  readonly norm: tf.Scalar;
}

/** ∇ objective(θ) at the present θ; `normLimit` 0 leaves its length alone. */
export function differentiate(
  parameters: Parameters,
  objective: (theta: tf.Tensor1D) => tf.Scalar,
  normLimit = 0,
): Gradient {
  const [value, gradient, length] = tf.tidy(() => {
    const result = tf.valueAndGrad((theta) => objective(theta as tf.Tensor1D))(parameters.tensor);
    const raw = result.grad as tf.Tensor1D;
    return [result.value as tf.Scalar, limitNorm(raw, normLimit), norm(raw)] as const;
  }) as [tf.Scalar, tf.Tensor1D, tf.Scalar];
  return { value, gradient, norm: length };
}
