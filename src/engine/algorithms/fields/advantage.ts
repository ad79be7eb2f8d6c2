import { z } from 'zod';
import { field, integer, number } from './field.ts';

/** How good an action was: the discount, the critic that answers for the future, and the baseline. */
export const advantageFields = {
  gamma: field(number(0, 1), {
    label: 'discount',
    symbol: '*γ*',
    doc: 'How much a reward one step later is worth now.',
    scale: 'linear',
    slider: [0.8, 1],
    step: 0.001,
  }),
  critic: field(z.enum(['mc', 'td', 'nstep', 'gae']), {
    label: 'critic',
    symbol: '*V*_{φ}',
    doc: 'What V_φ is fitted to, and how Â is read off it.',
    choices: { mc: 'Monte Carlo', td: 'TD(0)', nstep: 'n-step', gae: 'GAE' },
  }),
  gaeLambda: field(number(0, 1), {
    label: 'GAE',
    symbol: '*λ*',
    doc: 'From 0, the one-step TD error (less variance), to 1, all rewards of the rollout (less bias).',
    scale: 'linear',
    step: 0.01,
    when: { key: 'critic', is: ['gae'] },
  }),
  returnSteps: field(integer(1, 1000), {
    label: 'return steps',
    symbol: '*n*',
    doc: 'Rewards in an n-step return before V_φ stands in for the rest.',
    scale: 'log',
    slider: [1, 100],
    when: { key: 'critic', is: ['nstep'] },
  }),
  baseline: field(z.enum(['none', 'constant', 'state']), {
    label: 'baseline',
    symbol: '*b*',
    doc: 'What is subtracted from the return: nothing, its mean b, or a fitted b(s).',
    choices: { none: 'none', constant: 'a constant b', state: 'b(s), fitted' },
    structural: true,
  }),
  normalizeAdvantage: field(z.boolean(), {
    label: 'normalise advantages',
    doc: 'Shift and scale Â to mean 0 and deviation 1; the shift acts as a constant baseline.',
  }),
} as const;
