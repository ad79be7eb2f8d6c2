import type { LoggedEpisode } from '../../state/metric-log.ts';

/** Episodes whose return lies beyond one end of the axis. */
export interface Beyond {
  /** Where along the axis they stand, in px: one place for all that would share a mark. */
  readonly places: readonly number[];
  readonly farthest: LoggedEpisode | null;
}

/** @param side which end: −1 below `end`, 1 above it. @param apart least px between two places. */
export function beyond(
  episodes: readonly LoggedEpisode[],
  end: number,
  side: 1 | -1,
  x: (episode: LoggedEpisode) => number,
  apart: number,
): Beyond {
  const slots = new Map<number, number>();
  let farthest: LoggedEpisode | null = null;
  for (const episode of episodes) {
    if (side * (episode.return - end) <= 0) continue;
    if (!farthest || side * (episode.return - farthest.return) > 0) farthest = episode;
    const place = x(episode);
    const slot = Math.round(place / apart);
    if (!slots.has(slot)) slots.set(slot, place);
  }
  return { places: [...slots.values()], farthest };
}
