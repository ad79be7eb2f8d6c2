/** Where α stays: however long KL lies on one side of δ, α can come back, and no step leaps out of all bounds. */
const SLOWEST = 1e-6;
const FASTEST = 0.1;

/**
 * α_{k+1}: the price schedule of "PPO: Adaptive KL Penalty" turned on the step itself. Halved where the update went too
 * far, doubled where it could have gone further (the closing figure's "vanilla PG, adaptive").
 *
 * @param kl KL(π_old ‖ π_new) as measured; @param delta δ, what it should be
 */
export function nextRate(rate: number, kl: number, delta: number): number {
  if (kl > 1.5 * delta) return Math.max(rate / 2, SLOWEST);
  if (kl < delta / 1.5) return Math.min(rate * 2, FASTEST);
  return rate;
}
