import { fixed, signed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import type { KlStep } from './quantities.ts';

/** Parts of the trust region between which a step counts as meeting its edge. */
export const MEETS = [0.75, 1.25] as const;

/** Whether the penalty keeps the step inside the trust region, and what the step gains beside a plain one. */
export function judge({ lambda, meeting, delta, penalised, quadratic, sameKl }: KlStep): Judgement {
  const spent = penalised.kl / delta;
  const price = `[kl:*λ* = ${sayLambda(lambda)}]`;
  const radius = `*δ* = ${sayKl(delta)}`;
  const meets = `[kl:*λ* = ${sayLambda(meeting)}]`;
  if (spent < MEETS[0])
    return {
      level: 0,
      text: `At ${price} the step is timid: it spends [kl:KL(*π*_{old} ‖ *π*_{new}) = ${sayKl(penalised.kl)}], [b:${fixed(spent * 100, 0)} %] of ${radius}. ${lowerOrNot(meets, lambda, meeting)}`,
    };
  if (spent <= MEETS[1])
    return {
      level: 1,
      text: `At ${price} the penalised step meets the trust region: [kl:KL(*π*_{old} ‖ *π*_{new}) = ${sayKl(penalised.kl)}] where ${radius}. It changes *U* by [new:${signed(penalised.gain, 3)}], a plain gradient step of the same KL by [euclid:${signed(sameKl.gain, 3)}].`,
    };
  return {
    level: 2,
    text: `At ${price} KL is too cheap: the step spends [b:${fixed(spent, 1)} times] ${radius}, where the quadratic model expects ${fixed(quadratic / delta, 1)} times. ${
      meeting > lambda
        ? `The model itself meets *δ* at ${meets}.`
        : 'Its parabola is too flat here: only a line search would notice.'
    }`,
  };
}

function lowerOrNot(meets: string, lambda: number, meeting: number): string {
  return meeting < lambda
    ? `Let *λ* fall to ${meets}, and the quadratic model spends all of it.`
    : 'The quadratic model believes that all of it is spent: here it overrates KL.';
}

/** Three significant digits. */
export const sayLambda = (lambda: number): string => fixed(lambda, lambda >= 9.995 ? 1 : 2);

/** A divergence in nats. */
export const sayKl = (kl: number): string => fixed(kl, 3);
