import { fixed, percent, shortest, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import type { Quantities } from './quantities.ts';
import { BATCH } from './trajectories.ts';

/** What the batch is worth for the new policy, and what part of very many trajectories would count. */
export function judge({ state, kl, tooWide, fraction, size, shares, heaviest }: Quantities): Judgement {
  if (kl === 0)
    return {
      level: 0,
      text: `The policies are the same: every ratio is 1, and all ${BATCH} trajectories count in full.`,
    };
  const steps = state.horizon === 1 ? 'After one step' : `After ${state.horizon} steps`;
  const worth = `${steps} of [kl:KL(*π*_{old} ‖ *π*_{new}) ${sayKl(kl)}], ${BATCH} trajectories are worth [b:${fixed(size, 1)}]; the heaviest carries ${percent(shares[heaviest]!)} of the weight.`;
  const level = size >= BATCH / 2 ? 0 : size >= BATCH / 10 ? 1 : 2;
  if (tooWide)
    return {
      level: level === 0 ? 1 : level,
      text: `${worth} The target’s tails are too heavy: the weights’ variance is infinite, and more samples will not mend it.`,
    };
  return { level, text: `${worth} Of very many, ${portion(fraction)}.` };
}

const sayKl = (kl: number): string => (kl < 5e-5 ? '< 0.0001' : `= ${shortest(Number(kl.toFixed(kl < 0.1 ? 4 : 2)))}`);

/** "86 % would count", "one in 98 would count". */
function portion(fraction: number): string {
  if (fraction > 0.05) return `${percent(fraction)} would count`;
  const oneIn = 1 / fraction;
  if (oneIn < 1e6) return `one in ${thousands(Number(oneIn.toPrecision(2)))} would count`;
  if (oneIn < 1e15) return `fewer than one in ${oneIn < 1e9 ? 'a million' : 'a billion'} would count`;
  return 'as good as none would count';
}
