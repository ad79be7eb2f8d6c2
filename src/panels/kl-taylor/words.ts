import { range } from 'd3';
import type { Table } from '../../charts/export.ts';
import { fixed, UNKNOWN } from '../../charts/format.ts';
import type { FormulaTerm } from '../Formula.tsx';
import type { Reading } from '../Readings.tsx';
import { amount } from './amount.ts';
import type { Taylor } from './quantities.ts';

/** At θ_new: what is, and what the parabola says. */
export function readingsOf({ t, kl, reverse, predicted, slope, predictedSlope }: Taylor): Reading[] {
  return [
    { label: 'KL(*π*_{old} ‖ *π*_{new})', value: amount(kl), colour: 'kl' },
    { label: '½ *t*^{2} *d*^{⊤}*F d*', value: amount(predicted), colour: 'kl' },
    { label: 'truth : parabola', value: t === 0 ? UNKNOWN : fixed(kl / predicted, 3) },
    { label: 'KL(*π*_{new} ‖ *π*_{old})', value: amount(reverse), colour: 'kl' },
    {
      label: 'slope there, and *t d*^{⊤}*F d*',
      value: `${amount(slope)}, ${amount(predictedSlope)}`,
      colour: 'kl',
    },
  ];
}

/** The expansion, term by term, and what it leaves out. */
export function formulaOf({ kl, predicted }: Taylor): FormulaTerm[] {
  return [
    { symbols: 'KL([old:*π*_{old}] ‖ [new:*π*_{new}])', value: amount(kl), colour: 'kl' },
    { symbols: '=', value: '=' },
    { symbols: 'KL([old:*π*_{old}] ‖ [old:*π*_{old}])', value: '0', colour: 'old' },
    { symbols: '+', value: '+' },
    { symbols: '[euclid:*t d*]^{⊤}∇KL', value: '0', colour: 'old' },
    { symbols: '+', value: '+' },
    { symbols: '½ [euclid:*t d*]^{⊤}*F* [euclid:*t d*]', value: amount(predicted), colour: 'kl' },
    { symbols: '+', value: '+' },
    { symbols: 'the rest', value: amount(kl - predicted) },
  ];
}

/** What the figure shows, for those who do not see it. */
export function summarise({ t, kl, reverse, predicted, fisher, slope, curvature }: Taylor): string {
  return [
    `At theta old KL is 0, its slope is 0 and its curvature, d transposed F d, is ${amount(fisher)}.`,
    `At step ${fixed(t, 3)} KL old to new is ${amount(kl)}, the parabola says ${amount(predicted)}, KL new to old is ${amount(reverse)};`,
    `there the slope is ${amount(slope)} and the curvature ${amount(curvature)}.`,
  ].join(' ');
}

/** The present step in the first row, then the whole line. */
export function tableOf({ slice, t, reach, fisher }: Taylor): Table {
  const steps = [t, ...range(-80, 81).map((i) => (i * reach) / 80)];
  return {
    columns: ['t', 'kl_old_new', 'kl_new_old', 'quadratic', 'slope', 'quadratic_slope', 'curvature', 'fisher'],
    rows: steps.map((at) => [
      at,
      slice.forward(at),
      slice.reverse(at),
      0.5 * fisher * at * at,
      slice.slope(at),
      fisher * at,
      slice.curvature(at),
      fisher,
    ]),
  };
}
