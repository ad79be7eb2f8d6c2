import { combined } from '../vectors.ts';
import type { StudyDesk } from './desk.ts';
import type { UpdateRecord } from './study.ts';
import { surrogatesOf } from './surrogates.ts';

/**
 * What lies along θ_old + t (θ_new − θ_old), measured on the batch: the slide's interpolation figure (Schulman et al. 2017,
 * figure 2). One number of each for every t.
 */
export interface Interpolation {
  readonly t: Float64Array;
  readonly surrogate: Float64Array;
  readonly clipped: Float64Array;
  readonly clippedTerm: Float64Array;
  /** Mean KL(π_old ‖ π_θ), in nats. */
  readonly kl: Float64Array;
  readonly clipRange: number;
  /** Samples that it was measured on. */
  readonly rows: number;
}

/** From behind θ_old to well past θ_new, in steps of .05. */
const FIRST = -0.5;
const LAST = 2;
const COUNT = 51;
/** ε where the algorithm has none. */
const USUAL_CLIP_RANGE = 0.2;
const MOST_ROWS = 1024;

/** Measures 51 points of the way, on at most 1,024 rows of the batch. */
export async function interpolate(
  desk: StudyDesk,
  update: UpdateRecord,
  breathe: () => Promise<void>,
): Promise<Interpolation> {
  const { thetaOld, thetaNew, config } = update;
  const { old, advantages, rows } = desk.open(update, MOST_ROWS);
  const clipRange = Number(config.clipRange ?? USUAL_CLIP_RANGE);
  const t = Float64Array.from({ length: COUNT }, (_, i) => FIRST + ((LAST - FIRST) * i) / (COUNT - 1));
  const column = () => new Float64Array(COUNT);
  const found = { surrogate: column(), clipped: column(), clippedTerm: column(), kl: column() };
  for (let i = 0; i < COUNT; i++) {
    const { ratios, kl } = old.at(combined([1 - t[i]!, thetaOld], [t[i]!, thetaNew]));
    const surrogates = surrogatesOf(ratios, advantages, clipRange);
    found.surrogate[i] = surrogates.surrogate;
    found.clipped[i] = surrogates.clipped;
    found.clippedTerm[i] = surrogates.clippedTerm;
    found.kl[i] = kl;
    await breathe();
  }
  return { t, ...found, clipRange, rows };
}
