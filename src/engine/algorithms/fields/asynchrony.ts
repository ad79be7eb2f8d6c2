import { z } from 'zod';
import { field, integer, number } from './field.ts';

/** Workers that learn side by side, and how late their gradients come. */
export const asynchronyFields = {
  mode: field(z.enum(['simulated', 'workers']), {
    label: 'asynchrony',
    doc: 'Simulated with delays drawn from the seed, or real workers, whose run never comes out the same twice.',
    choices: { simulated: 'simulated', workers: 'real workers' },
    structural: true,
  }),
  nWorkers: field(integer(1, 32), {
    label: 'workers',
    symbol: '*N*',
    doc: 'Actors that learn side by side, each from its own copy of θ and φ.',
    scale: 'linear',
    slider: [1, 16],
    step: 1,
    structural: true,
  }),
  nUpdates: field(integer(1, 1000), {
    label: 'updates per iteration',
    doc: 'Gradients that come in, one after the other, before the figures of an iteration are drawn.',
    scale: 'log',
    slider: [1, 64],
  }),
  meanDelay: field(number(0, 10_000), {
    label: 'delay',
    doc: 'How long a gradient is under way on average, measured in environment steps of the fastest worker.',
    scale: 'linear',
    slider: [0, 200],
    step: 1,
  }),
  delayJitter: field(number(0, 1), {
    label: 'jitter',
    doc: 'Each delay is drawn uniformly from the mean times 1 ± this.',
    scale: 'linear',
    step: 0.05,
  }),
  slowestWorker: field(number(1, 100), {
    label: 'slowest worker',
    doc: 'It takes this many times as long as the fastest for all that it does; the others lie between.',
    scale: 'log',
    slider: [1, 20],
  }),
} as const;
