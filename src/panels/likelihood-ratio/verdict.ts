import { fixed, signed, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { estimateOf, type Quantities, varianceWith } from './quantities.ts';

/** Gradients smaller than this are none to speak of, and no sample size is named for them. */
const TINY = 0.005;

/** Whether the samples so far tell the gradient, and what the constant costs. */
export function judge(quantities: Quantities): Judgement {
  const { state, gradient } = quantities;
  const { mean, band } = estimateOf(quantities);
  const exact = `the exact gradient is ${signed(gradient)}`;
  if (state.samples === 1)
    return {
      level: 2,
      text: `One sample says [euclid:${signed(mean)}], ${exact}. Nothing can be said of the error yet.`,
    };
  const estimate = `After ${thousands(state.samples)} samples the estimate is [euclid:${signed(mean)} ± ${fixed(band)}]`;
  const cost = costOf(quantities);
  const off = Math.abs(gradient - mean);
  if (off > band + 1e-9) {
    const where = off > 1.5 * band ? 'outside' : 'just outside';
    return { level: 2, text: `${estimate}, and ${exact}: ${where} the 95 % band, which may miss. ${cost}` };
  }
  if (Math.abs(mean) < band)
    return { level: 1, text: `${estimate}: not even its sign is sure, though ${exact}. ${cost}` };
  return { level: 0, text: `${estimate}, and ${exact}. ${cost}` };
}

/** What the constant does, or, without one, how many samples it takes. */
function costOf(quantities: Quantities): string {
  const { state, gradient, variance } = quantities;
  const without = varianceWith(quantities, 0);
  if (state.constant !== 0 && without > 1e-6) {
    const times = variance / without;
    const said = fixed(times, times < 10 ? 1 : 0);
    const effect = said === '0.0' ? 'all but removes the variance' : `makes the variance [b:${said} times] what it was`;
    return `Adding [b:${signed(state.constant, 1)}] to *f* moves no mean, and ${effect}.`;
  }
  if (Math.abs(gradient) < TINY || variance < 1e-6) return '';
  const needed = Math.ceil((1.96 / 0.1) ** 2 * (variance / gradient ** 2));
  return `To know it to a tenth takes about ${thousands(Number(needed.toPrecision(2)))}.`;
}
