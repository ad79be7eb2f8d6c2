import { byMagnitude, fixed } from '../../charts/format.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import type { Judgement } from '../panel.ts';

/** One update and what the rule made of it. */
export interface PricedUpdate {
  readonly iteration: number;
  /** KL(π_old ‖ π_new) as measured. */
  readonly kl: number;
  /** β_k, under which it was made. */
  readonly beta: number;
  /** What β was multiplied by afterwards. */
  readonly factor: 0.5 | 1 | 2;
}

/** β doubles above 1.5 δ and is halved below δ / 1.5. */
export const BAND = 1.5;

/** Where PPO keeps β, so that it can come back. */
const LEAST_BETA = 1e-6;
const GREATEST_BETA = 1e6;

/** The rule's answer to a KL, apart from its bounds on β. */
export const factorOf = (kl: number, delta: number): PricedUpdate['factor'] =>
  kl > BAND * delta ? 2 : kl < delta / BAND ? 0.5 : 1;

/** The last `count` updates up to `until` (null: the newest), oldest first. δ is the one in force now. */
export function updatesOf(
  iterations: readonly IterationRecord[],
  until: number | null,
  count: number,
  delta: number,
): readonly PricedUpdate[] {
  return iterations
    .filter(({ iteration, metrics }) => (until === null || iteration <= until) && metrics.beta !== undefined)
    .slice(-count)
    .map(({ iteration, metrics }) => {
      const kl = metrics.kl ?? Number.NaN;
      return { iteration, kl, beta: metrics.beta!, factor: factorOf(kl, delta) };
    });
}

/** Where the newest update lies, and what becomes of β. */
export function judge(updates: readonly PricedUpdate[], delta: number): Judgement {
  const last = updates.at(-1);
  if (!last) return { level: 0, text: 'Press play: the first update lands here.' };
  const inside = updates.filter(({ factor }) => factor === 1).length;
  const share = updates.length === 1 ? '' : ` Of these ${updates.length} updates [b:${inside}] lie in the band.`;
  const said = `[kl:KL(*π*_{old} ‖ *π*_{new}) = ${byMagnitude(last.kl)}]`;
  const price = `*β* = ${byMagnitude(last.beta)}`;
  const stays = last.beta * last.factor < LEAST_BETA || last.beta * last.factor > GREATEST_BETA;
  const becomes = (change: string, bound: string) =>
    stays ? `but ${price} is as ${bound} as it may go` : `so ${price} ${change}`;
  if (last.factor === 2)
    return {
      level: 2,
      text: `Too far: ${said} is ${fixed(last.kl / delta, 1)} *δ*, ${becomes('doubles', 'high')}.${share}`,
    };
  if (last.factor === 0.5)
    return {
      level: 0,
      text: `Timid: ${said} is ${fixed(last.kl / delta, 2)} *δ*, ${becomes('is halved', 'low')}.${share}`,
    };
  return { level: 1, text: `In the band: ${said} is ${fixed(last.kl / delta, 2)} *δ*, and ${price} stays.${share}` };
}
