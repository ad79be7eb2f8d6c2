/** The greatest value among a stretch of iterations, and where it was. */
export interface Bucket {
  readonly from: number;
  readonly to: number;
  /** The iteration of the greatest value. */
  readonly at: number;
  readonly value: number;
}

/**
 * One bar an iteration while there is room for `slots` of them over iterations 1 … end; then equal stretches, each by its
 * greatest value, so that no peak is lost. Values that are not finite are left out.
 */
export function bucketMax(
  values: readonly { readonly iteration: number; readonly value: number }[],
  end: number,
  slots: number,
): readonly Bucket[] {
  const stretch = Math.max(1, Math.ceil(end / Math.max(1, slots)));
  const buckets = new Map<number, Bucket>();
  for (const { iteration, value } of values) {
    if (!Number.isFinite(value)) continue;
    const index = Math.floor((iteration - 1) / stretch);
    const before = buckets.get(index);
    if (before && before.value >= value) continue;
    buckets.set(index, { from: index * stretch + 1, to: (index + 1) * stretch, at: iteration, value });
  }
  return [...buckets.values()].sort((a, b) => a.from - b.from);
}

/** The top of the scale: it holds what is usual, and lets single peaks be cut. */
export function usualTop(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const most = sorted.at(-1) ?? 0;
  const usual = sorted[Math.floor((sorted.length - 1) * 0.97)] ?? 0;
  return most <= 2 * usual ? most * 1.1 : usual * 1.6;
}
