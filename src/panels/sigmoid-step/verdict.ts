import { fixed, signed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { quantitiesOf, type SigmoidState } from './quantities.ts';

/** Part of the trust region below which a step is hardly one, and times of it beyond which it is too long. */
const SMALL = 0.5;
const LARGE = 1.5;

/** What the step does to the policy, and which step would have been right. */
export function judge(state: SigmoidState): Judgement {
  const { step, pOld, pNew, kl, delta, stepDown, stepUp } = quantitiesOf(state);
  if (step === 0) return { level: 0, text: 'No step, no change. Drag the blue point away from the grey one.' };
  const spent = kl / delta;
  const right = step < 0 ? stepDown : stepUp;
  const taken = `[euclid:Δ*θ* = ${signed(step)}]`;
  const moved = `${points(pNew - pOld)} *π*(*a* = 1)`;
  if (spent < SMALL)
    return {
      level: 0,
      text: `Here ${taken} ${moved}: hardly anything. For [kl:KL = ${fixed(delta)}] it could be [b:${fixed(right / step, 1)} times] as long.`,
    };
  if (spent < LARGE)
    return {
      level: 1,
      text: `Here ${taken} ${moved}, about what the trust region allows: [kl:KL(*π*_{old} ‖ *π*_{new}) = ${fixed(kl, 3)}] where *δ* = ${fixed(delta)}.`,
    };
  return {
    level: 2,
    text: `Here ${taken} ${moved} and spends [b:${fixed(spent, 1)} times] the trust region. The step that keeps [kl:KL = ${fixed(delta)}] is only [kl:${signed(right)}].`,
  };
}

/** "takes 38 percentage points off", "adds 0.4 percentage points to": a change of probability. */
function points(change: number): string {
  const size = Math.abs(change) * 100;
  const number = fixed(size, size < 10 ? 1 : 0);
  const noun = number === '1.0' ? 'percentage point' : 'percentage points';
  return change < 0 ? `takes ${number} ${noun} off` : `adds ${number} ${noun} to`;
}
