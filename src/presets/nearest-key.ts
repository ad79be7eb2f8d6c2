/** The key that a typing slip most likely meant: one letter in three, but at most two, added, left out or exchanged. */
export function nearestKey(written: string, keys: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(2, Math.floor(written.length / 3)) + 1;
  for (const key of keys) {
    if (Math.abs(key.length - written.length) >= least) continue;
    const distance = editDistance(written.toLowerCase(), key.toLowerCase());
    if (distance < least) [best, least] = [key, distance];
  }
  return best;
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
