import { fixed, percent, thousands } from '../../charts/format.ts';
import { eigen } from '../../exact/symmetric.ts';
import type { Judgement } from '../panel.ts';
import { type Estimate, estimateOf, type FisherState } from './quantities.ts';

/** Relative errors up to which an estimate is good. */
const GOOD = 0.1;

export const judge = (state: FisherState): Judgement => judgementOf(estimateOf(state));

export function judgementOf(quantities: Estimate): Judgement {
  const { state, error, errorOfOne } = quantities;
  const { samples } = state;
  const many = samples === 1 ? 'One sample' : `${thousands(samples)} samples`;
  if (isSingular(quantities))
    return {
      level: 2,
      text: `${many}: ${samples === 1 ? 'its outer product lies' : 'all outer products lie'} along one line, and *F̂* has [b:rank 1]. Across that line it believes that a step costs no [kl:KL] at all, and it has no inverse.`,
    };
  const usual = errorOfOne / Math.sqrt(samples);
  const off = `${many}: *F̂* is off by [b:${sayPercent(error)}] (${sayPercent(usual)} is usual)`;
  if (error > GOOD) {
    const needed = Math.ceil((errorOfOne / GOOD) ** 2 - 1e-6);
    return {
      level: error > 0.5 ? 2 : 1,
      text: `${off}${samples < needed ? '. The error falls with 1/√*N*' : ', an unlucky draw'}: for ${percent(GOOD)} it usually takes ${thousands(needed)}.`,
    };
  }
  return {
    level: 0,
    text: `${off} from *F*, which is the [kl:Hessian of KL]. Half the usual error takes four times the samples.`,
  };
}

/** No area is left across the larger eigenvector. */
export function isSingular({ estimate }: Estimate): boolean {
  const { values } = eigen(estimate);
  return values[1] <= 1e-12 * values[0];
}

/** "23 %", "1.2 %": two digits. */
export const sayPercent = (fraction: number): string =>
  fraction < 0.0995 ? `${fixed(fraction * 100, 1)} %` : percent(fraction);
