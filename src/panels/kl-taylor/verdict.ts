import { fixed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { amount } from './amount.ts';
import type { Taylor } from './quantities.ts';

/** Up to this part of itself KL may differ from the parabola and be called the same. */
const SAME = 0.1;
/** Times by which the parabola may miss and still give the right size. */
const SIZE = 1.5;

/** What the curvature at θ_old still knows of KL where the step ends. */
export function judge({ t, kl, reverse, predicted, fisher }: Taylor): Judgement {
  const curvature = `[kl:*d*^{⊤}*F d* = ${amount(fisher)}]`;
  if (t === 0)
    return {
      level: 0,
      text: `At *θ*_{old} KL is 0, and its slope is 0 in every direction: neither tells one step from another. The curvature does, ${curvature} in this one.`,
    };
  const says = `the parabola says [kl:${amount(predicted)}], KL is [kl:${amount(kl)}]`;
  const ratio = kl / predicted;
  const other = `The other way round, KL(*π*_{new} ‖ *π*_{old}) is [kl:${amount(reverse)}].`;
  const aside = Math.abs(reverse - kl) > SAME * kl ? ` ${other}` : '';
  if (Math.abs(ratio - 1) <= SAME)
    return {
      level: 0,
      text: `Value and slope at *θ*_{old}, both 0, say nothing of this step; the curvature, ${curvature}, says nearly all: ${says}.${aside}`,
    };
  const off = `[b:${fixed(Math.abs(1 - predicted / kl) * 100, 0)} % too ${ratio > 1 ? 'little' : 'much'}]`;
  if (ratio <= SIZE && ratio >= 1 / SIZE)
    return { level: 1, text: `The curvature at *θ*_{old} still gives the right size: ${says}, so ${off}.${aside}` };
  const times = `[b:${fixed(ratio, ratio < 0.1 ? 3 : ratio < 10 ? 1 : 0)} times]`;
  return {
    level: 2,
    text: `So far out the curvature at *θ*_{old} no longer tells: ${says}, ${ratio > 1 ? '' : 'only '}${times} as much.${aside}`,
  };
}
