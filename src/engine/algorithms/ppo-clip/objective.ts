import type { PolicyObjective } from '../../nn/learner.ts';
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

/** L^CLIP as what an update ascends. */
export const clippedObjective = (clipRange: number): PolicyObjective => ({
  value: ({ ratio, advantage }) => clippedSurrogate(ratio, advantage, clipRange),
  fused: { surrogate: 'clipped', clipRange },
});
