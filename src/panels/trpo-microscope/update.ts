import type { Diagnostics } from '../../engine/run-events.ts';
import type { MetricLog } from '../../state/metric-log.ts';

/** An update as far as it has come: each part appears with its line of the box. */
export interface Seen {
  readonly iteration: number;
  readonly conjugateGradient: NonNullable<Diagnostics['conjugateGradient']>;
  readonly step: Diagnostics['naturalStep'] | null;
  readonly search: Diagnostics['lineSearch'] | null;
}

/** Null where nothing of an update was seen. */
export function seenIn(view: MetricLog['line']): Seen | null {
  const { conjugateGradient, naturalStep = null, lineSearch = null } = view?.diagnostics ?? {};
  return view && conjugateGradient
    ? { iteration: view.iteration, conjugateGradient, step: naturalStep, search: lineSearch }
    : null;
}

/**
 * The update in sight while live: the newest one, or the one before where the newest line shows none. While the run plays, an
 * unfinished one does not take the place of a finished one.
 */
export function inSight(now: Seen | null, before: Seen | null, newest: number | null, isPlaying: boolean): Seen | null {
  // an earlier iteration than the one seen means another run
  const kept = before && newest !== null && newest >= before.iteration ? before : null;
  if (!now) return kept;
  return isPlaying && kept && !isFinished(now) && isFinished(kept) ? kept : now;
}

/** A candidate was accepted; a search that refuses all of them is finished too, but nothing is lost by waiting for the next. */
const isFinished = ({ search }: Seen): boolean => search?.candidates.at(-1)?.refused === null;

/** One x of conjugate gradient; the first is ĝ's own direction, and 0 is where it starts. */
export interface IterateRead {
  readonly i: number;
  /** ‖Hx − ĝ‖ / ‖ĝ‖ */
  readonly residual: number;
  /** By how much it has turned away from ĝ, in degrees; 0 at the start. */
  readonly angle: number;
  /** ĝᵀΔ of a step along it, against that of a step of the same KL along the last x. */
  readonly worth: number;
}

/** Every x, from 0. A step of KL δ along x has ĝᵀΔ = √(2δ/xᵀHx) ĝᵀx, which is √(2δ ĝᵀx), for CG keeps xᵀHx = ĝᵀx. */
export function iteratesOf({ start, residuals, iterates }: Seen['conjugateGradient']): IterateRead[] {
  const last = iterates.at(-1)?.along ?? 0;
  const rest = residuals.map((rr, at): IterateRead => {
    const { length, along } = iterates[at]!;
    const cosine = along / (length * Math.sqrt(start));
    return {
      i: at + 1,
      residual: Math.sqrt(rr / start),
      angle: (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI,
      worth: last > 0 ? Math.sqrt(Math.max(0, along) / last) : 0,
    };
  });
  return [{ i: 0, residual: start > 0 ? 1 : 0, angle: 0, worth: 0 }, ...rest];
}

/** What the quadratic model says of a part of the step: KL t² ½ΔᵀHΔ, and t ĝᵀΔ less its price where KL has one. */
export function modelAt(step: NonNullable<Seen['step']>, penalty: number, part: number): { kl: number; gain: number } {
  const kl = part * part * step.kl;
  return { kl, gain: part * step.gain - penalty * kl };
}

/** The entry nearest to `wanted`; the last of those there are. */
export const clampTo = (wanted: number, count: number): number => Math.max(0, Math.min(count - 1, wanted));
