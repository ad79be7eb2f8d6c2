/**
 * Places for labels that stand above one another, each as near to where it belongs as the others allow.
 *
 * Neighbours that would touch form a cluster, which stands where the mean displacement of its labels is zero (pooling
 * adjacent violators: the least-squares solution). Order is kept, so leaders never cross.
 *
 * @param wanted where each label would like its middle, in px.
 * @param gap least distance between two middles.
 * @param range the ends that no middle may leave, while there is room.
 * @returns the middles, in the order of `wanted`.
 */
export function placeLabels(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const room = Math.min(gap, order.length > 1 ? Math.max(0, high - low) / (order.length - 1) : gap);
  // Without the gaps, "at least a gap apart" is "in ascending order", and the range has the same ends for every label.
  const reach = Math.max(low, high - room * (order.length - 1));
  const clusters: { sum: number; count: number }[] = [];
  order.forEach((label, rank) => {
    clusters.push({ sum: wanted[label]! - room * rank, count: 1 });
    while (clusters.length > 1 && mean(clusters.at(-2)!) > mean(clusters.at(-1)!)) {
      const { sum, count } = clusters.pop()!;
      const cluster = clusters.at(-1)!;
      cluster.sum += sum;
      cluster.count += count;
    }
  });
  const middles = clusters.flatMap((cluster) =>
    Array<number>(cluster.count).fill(Math.min(reach, Math.max(low, mean(cluster)))),
  );
  const placed = Array<number>(wanted.length).fill(0);
  order.forEach((label, rank) => {
    placed[label] = middles[rank]! + room * rank;
  });
  return placed;
}

const mean = ({ sum, count }: { sum: number; count: number }): number => sum / count;
