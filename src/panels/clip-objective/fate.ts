/**
 * What the clipped objective does to one sample, min(r Â, clip(r, 1 − ε, 1 + ε) Â):
 *
 * - `moving`: r is inside 1 ± ε; the gradient is r's own.
 * - `frozen`: r left on the side to which Â pushes it (above for Â > 0, below for Â < 0). The minimum takes the clipped
 *   term, which is flat: no gradient.
 * - `pulled-back`: r left on the other side. The minimum takes the unclipped term: the gradient flows, and leads back.
 *
 * A sample with Â = 0 has no gradient anywhere and belongs to neither half of the figure.
 */
export type Fate = 'moving' | 'frozen' | 'pulled-back';

export function fateOf(ratio: number, advantage: number, clipRange: number): Fate {
  if (ratio > 1 + clipRange) return advantage > 0 ? 'frozen' : 'pulled-back';
  if (ratio < 1 - clipRange) return advantage > 0 ? 'pulled-back' : 'frozen';
  return 'moving';
}

/** L^IS for an advantage of ±1: the ratio with its sign. */
export const surrogate = (ratio: number, sign: number): number => sign * ratio;

/** L^CLIP for an advantage of ±1. */
export function clippedObjective(ratio: number, sign: number, clipRange: number): number {
  const clipped = Math.max(1 - clipRange, Math.min(1 + clipRange, ratio));
  return Math.min(sign * ratio, sign * clipped);
}

/** The samples of one sign of Â, and how many share each fate. */
export interface Half {
  readonly ratios: readonly number[];
  readonly counts: Readonly<Record<Fate, number>>;
}

export function halfOf(
  batch: { readonly ratio: Float32Array; readonly advantage: Float32Array },
  sign: 1 | -1,
  clipRange: number,
): Half {
  const ratios: number[] = [];
  const counts = { moving: 0, frozen: 0, 'pulled-back': 0 };
  batch.ratio.forEach((ratio, i) => {
    const advantage = batch.advantage[i]!;
    if (Math.sign(advantage) !== sign) return;
    ratios.push(ratio);
    counts[fateOf(ratio, advantage, clipRange)] += 1;
  });
  return { ratios, counts };
}
