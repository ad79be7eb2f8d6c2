import { byMagnitude, fixed } from '../../charts/format.ts';
import type { Interpolation } from '../../engine/studies/interpolation.ts';
import type { Judgement } from '../panel.ts';

/** The measured values at the place on the line that is nearest to t. */
export function valuesAt({ t, surrogate, clipped, clippedTerm, kl }: Interpolation, place: number) {
  const i = nearest(t, place);
  return { t: t[i]!, surrogate: surrogate[i]!, clipped: clipped[i]!, clippedTerm: clippedTerm[i]!, kl: kl[i]! };
}

/** Where on the line L^CLIP is greatest. */
export function peakOf({ t, clipped }: Interpolation): number {
  let best = 0;
  for (let i = 1; i < t.length; i++) if (clipped[i]! > clipped[best]!) best = i;
  return t[best]!;
}

/** How the step that was taken compares with the one that L^CLIP would have liked best on this line. */
export function judge(line: Interpolation): Judgement {
  const peak = peakOf(line);
  const last = line.t.at(-1)!;
  const { kl } = valuesAt(line, 1);
  const cost = `[kl:KL(*π*_{k} ‖ *π*_{k+1}) = ${byMagnitude(kl)}]`;
  if (peak <= 0) {
    const where = peak > -1e-9 ? 'at [old:*θ*_{k}] itself' : `behind [old:*θ*_{k}], at *t* = ${fixed(peak)}`;
    return { level: 2, text: `On this line *L*^{CLIP} is highest ${where}: the step led away from its peak; ${cost}.` };
  }
  if (peak < 0.9)
    return { level: 2, text: `The step went past the peak: *L*^{CLIP} is highest at *t* = ${fixed(peak)}; ${cost}.` };
  if (peak <= 1.1) return { level: 1, text: `The step ended at the peak of *L*^{CLIP} on its line; ${cost}.` };
  const where = peak >= last ? `still rises at *t* = ${fixed(last, 0)}` : `is highest at *t* = ${fixed(peak)}`;
  return {
    level: 0,
    text: `*L*^{CLIP} ${where}: on this batch, a longer step would have looked better still; ${cost}.`,
  };
}

function nearest(t: Float64Array, place: number): number {
  let best = 0;
  for (let i = 1; i < t.length; i++) if (Math.abs(t[i]! - place) < Math.abs(t[best]! - place)) best = i;
  return best;
}
