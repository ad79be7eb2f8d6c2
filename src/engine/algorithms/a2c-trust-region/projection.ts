import { dot } from '../../vectors.ts';

/**
 * z* = g − max(0, (kᵀg − δ) / ‖k‖²) k: of all z with kᵀz ≤ δ the one nearest to g (Wang et al. 2016, equation 12). Where
 * following g would take the policy away from π_avg faster than δ allows, just as much of k is taken off as is needed.
 *
 * @param g [n]; @param k gradient of KL(π_avg ‖ π_θ), [n]
 */
export function project(
  g: Float64Array,
  k: Float64Array,
  delta: number,
): { readonly nearest: Float64Array; readonly shortened: boolean } {
  const along = dot(k, g);
  if (!(along > delta)) return { nearest: g, shortened: false };
  const factor = (along - delta) / dot(k, k);
  return { nearest: g.map((x, i) => x - factor * k[i]!), shortened: true };
}
