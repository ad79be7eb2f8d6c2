import type { LoggedEpisode } from './metric-log.ts';

/** An episode with its number among all episodes of its run, from 0. */
export type NumberedEpisode = LoggedEpisode & { readonly ordinal: number };

const COLUMNS = ['endStep', 'return', 'length', 'iteration', 'updates', 'seconds', 'mean25', 'ordinal'] as const;

/** One row of numbers an episode: storing thousands of objects would be felt. */
export function packEpisodes(episodes: readonly NumberedEpisode[]): Float64Array {
  const packed = new Float64Array(episodes.length * COLUMNS.length);
  let at = 0;
  for (const episode of episodes) for (const column of COLUMNS) packed[at++] = episode[column];
  return packed;
}

export function unpackEpisodes(packed: Float64Array): NumberedEpisode[] {
  return Array.from({ length: packed.length / COLUMNS.length }, (_, row) => {
    const values = COLUMNS.map((column, i) => [column, packed[row * COLUMNS.length + i]!]);
    return Object.fromEntries(values) as Record<(typeof COLUMNS)[number], number>;
  });
}
