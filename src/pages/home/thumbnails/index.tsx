import { Densities, Fields, Taylor } from './geometry.tsx';
import { Clouds, Scores, Steps } from './gradients.tsx';
import { Clip, Race, Ratios, Search } from './updates.tsx';

/** The figures of the chapters' tiles. */
export const THUMBNAILS = {
  scores: Scores,
  clouds: Clouds,
  steps: Steps,
  densities: Densities,
  taylor: Taylor,
  fields: Fields,
  ratios: Ratios,
  search: Search,
  clip: Clip,
  race: Race,
} as const;

export type ThumbnailId = keyof typeof THUMBNAILS;
