import { z } from 'zod';
import { field, number } from './field.ts';

/** Hidden layer widths as in a URL: "64-64", or "none" for a linear map. */
const widths = z
  .string()
  .regex(/^(none|[1-9]\d{0,2}(-[1-9]\d{0,2}){0,2})$/, 'none, or up to three widths from 1 to 999 joined by "-"');

/** The functions that are learned: their layers, and what the policy’s output means. */
export const networkFields = {
  hidden: field(widths, {
    label: 'hidden layers',
    doc: 'Widths of the hidden layers, such as 64-64, or none for a linear policy.',
    structural: true,
  }),
  valueHidden: field(widths, {
    label: 'critic layers',
    doc: 'Widths of the hidden layers of V_φ, which need not be as few as the policy’s.',
    structural: true,
  }),
  activation: field(z.enum(['tanh', 'relu']), {
    label: 'activation',
    doc: 'The nonlinearity of the hidden layers.',
    structural: true,
  }),
  sharedNetwork: field(z.boolean(), {
    label: 'one network for both',
    doc: 'Actor and critic share all layers but the last, and take every step together.',
    structural: true,
  }),
  initialLogStd: field(number(-5, 2), {
    label: 'initial log *σ*',
    doc: 'Logarithm of the Gaussian policy’s standard deviation at the start.',
    scale: 'linear',
    step: 0.1,
    structural: true,
  }),
  sigma: field(z.enum(['global', 'state']), {
    label: 'deviation',
    symbol: '*σ*_{θ}',
    doc: 'Whether σ is one number per component of the action, or depends on the state as μ does.',
    choices: { global: 'one σ', state: 'σ(s), by the network' },
    structural: true,
  }),
  sigmaMin: field(number(0, 10), {
    label: 'least deviation',
    symbol: '*σ*_{min}',
    doc: 'Added to σ, so that exploring never ends: Q alone would like it to.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.01,
    structural: true,
  }),
} as const;
