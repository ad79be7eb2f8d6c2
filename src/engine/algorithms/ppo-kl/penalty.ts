/**
 * β_{k+1} of "PPO: Adaptive KL Penalty": doubled where the update went too far, halved where it could have gone further.
 * Exactly at a threshold β stays, as in Schulman et al. 2017, section 4 (the slide has ≥ and ≤).
 *
 * @param kl KL(π_k ‖ π_{k+1}) as measured; @param delta δ, what it should be
 */
export function nextBeta(beta: number, kl: number, delta: number): number {
  if (kl > 1.5 * delta) return 2 * beta;
  if (kl < delta / 1.5) return beta / 2;
  return beta;
}
