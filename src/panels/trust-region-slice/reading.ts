import { byMagnitude, fixed } from '../../charts/format.ts';
import type { Mark, PlaneSlice } from '../../engine/studies/plane-slice.ts';
import type { Judgement } from '../panel.ts';
import { surfacesOf } from './surface.ts';

/** What is read in the plane at (x, y), in lengths of the natural step; nearest to it where it lies outside. */
export interface PlaceRead {
  readonly x: number;
  readonly y: number;
  readonly surrogate: number;
  readonly kl: number;
}

export function readAt(slice: PlaneSlice, x: number, y: number): PlaceRead {
  const length = slice.natural.at[0];
  const inside = (value: number, places: Float64Array) =>
    Math.max(places[0]!, Math.min(places.at(-1)!, value * length));
  const [atX, atY] = [inside(x, slice.x), inside(y, slice.y)];
  const { surrogate, kl } = surfacesOf(slice);
  // between two places the curve may dip a little below 0
  return { x: atX, y: atY, surrogate: surrogate.at(atX, atY), kl: Math.max(0, kl.at(atX, atY)) };
}

/** KL in multiples of the radius: "0.93 *δ*". */
export const inDelta = (kl: number, delta: number): string => `${multiple(kl / delta)} *δ*`;

const multiple = (value: number): string => (value < 10 ? fixed(value) : byMagnitude(Math.round(value)));

/** A change of the surrogate, always with its sign. */
export const gain = (value: number): string => (value > 0 ? `+${byMagnitude(value)}` : byMagnitude(value));

/** The part of ‖Δθ‖² that lies in the plane; 1 for a step that did not move. */
export function shareInPlane({ step, stepOutside }: PlaneSlice): number {
  const inside = step.at[0] ** 2 + step.at[1] ** 2;
  const all = inside + stepOutside ** 2;
  return all > 0 ? inside / all : 1;
}

/** The divergence that is measured everywhere in the plane. */
const KL = 'KL(*π*_{k} ‖ *π*_{θ})';

/** KL below which a step went nowhere: what rounding leaves. */
export const NOWHERE = 1e-9;
/** Up to so many δ a step is at its bound. */
const AT_BOUND = [0.9, 1.1] as const;

/** What the step taken spent, and what it would have cost to go as far as the natural step along the plain gradient. */
export function judge(slice: PlaneSlice): Judgement {
  const { step, natural, vanilla, delta, isBound } = slice;
  // said once, whose KL it is holds for all three
  const first = ({ surrogate, kl }: Mark) => `${gain(surrogate)} for [kl:${KL} = ${inDelta(kl, delta)}]`;
  const price = ({ surrogate, kl }: Mark) => `${gain(surrogate)} for [kl:${inDelta(kl, delta)}]`;
  const plain = `[euclid:a plain gradient step] as long: ${price(vanilla)}.`;
  const instead = `[kl:The natural step]: ${price(natural)}; ${plain}`;
  if (step.kl < NOWHERE)
    return { level: 0, text: `The policy stayed where it was. [kl:The natural step]: ${first(natural)}; ${plain}` };
  if (!isBound)
    return {
      level: 0,
      text: `No *δ* bounds this step: *δ* here is what it spent, [kl:${KL} = ${byMagnitude(step.kl)}], for a surrogate of ${gain(step.surrogate)}. ${instead}`,
    };
  const spent = step.kl / delta;
  const level = spent > AT_BOUND[1] ? 2 : spent >= AT_BOUND[0] ? 1 : 0;
  const where = ['stays inside', 'ends at the border', 'leaves the trust region'][level];
  return { level, text: `[new:*θ*_{k+1}] ${where}: surrogate ${first(step)}. ${instead}` };
}
