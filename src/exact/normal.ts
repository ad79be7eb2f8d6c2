/** The standard normal distribution: φ, Φ, and the moments of its slices, all to about the last digit of float64. */

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Beyond this the series of Φ has lost digits that the continued fraction still has. */
const TAIL = 3;

/** φ(z), zero at ±∞. */
export const density = (z: number): number => Math.exp((-z * z) / 2) / SQRT_TWO_PI;

/** Φ(z), to full relative precision in the lower tail too. */
export function cumulative(z: number): number {
  if (z <= -TAIL) return lowerTail(-z);
  if (z >= TAIL) return 1 - lowerTail(z);
  // Φ(z) = ½ + φ(z) (z + z³/3 + z⁵/(3·5) + …), terms of one sign (Marsaglia 2004, "Evaluating the Normal Distribution").
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/** Φ(−z) for z ≥ 3: φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))). */
function lowerTail(z: number): number {
  if (z > 40) return 0;
  let fraction = z;
  for (let n = 90; n > 0; n--) fraction = z + n / fraction;
  return density(z) / fraction;
}

/**
 * ∫ zⁿ φ(z) dz from `from` to `to`, for n = 0 … order. The ends may be infinite.
 *
 * By parts: Mₙ = (n − 1) Mₙ₋₂ + fromⁿ⁻¹ φ(from) − toⁿ⁻¹ φ(to).
 */
export function sliceMoments(from: number, to: number, order: number): readonly number[] {
  // In the upper tail 1 − Φ is a difference of ones: take it from the other side.
  const mass = from > 0 ? cumulative(-from) - cumulative(-to) : cumulative(to) - cumulative(from);
  const moments = [mass];
  let [low, high] = [density(from), density(to)];
  for (let n = 1; n <= order; n++) {
    moments.push((n > 1 ? (n - 1) * moments[n - 2]! : 0) + low - high);
    low = low === 0 ? 0 : low * from;
    high = high === 0 ? 0 : high * to;
  }
  return moments;
}
