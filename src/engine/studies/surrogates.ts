/** Means over a batch at one θ. */
export interface Surrogates {
  /** L^IS: mean of r Â. */
  readonly surrogate: number;
  /** L^CLIP: mean of min(r Â, clip(r, 1 − ε, 1 + ε) Â). */
  readonly clipped: number;
  /** Mean of clip(r, 1 − ε, 1 + ε) Â. */
  readonly clippedTerm: number;
}

/** @param ratios r_t(θ), and `advantages` Â_t, of every row */
export function surrogatesOf(ratios: Float64Array, advantages: Float64Array, clipRange: number): Surrogates {
  let [surrogate, clipped, clippedTerm] = [0, 0, 0];
  for (let row = 0; row < ratios.length; row++) {
    const r = ratios[row]!;
    const plain = r * advantages[row]!;
    const bounded = Math.min(1 + clipRange, Math.max(1 - clipRange, r)) * advantages[row]!;
    surrogate += plain;
    clipped += Math.min(plain, bounded);
    clippedTerm += bounded;
  }
  const rows = ratios.length;
  return { surrogate: surrogate / rows, clipped: clipped / rows, clippedTerm: clippedTerm / rows };
}

/** L^IS − L^IS(θ_old): mean of (r − 1) Â. */
export function gainOf(ratios: Float64Array, advantages: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < ratios.length; row++) sum += (ratios[row]! - 1) * advantages[row]!;
  return sum / ratios.length;
}
