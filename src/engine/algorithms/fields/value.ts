import { field, integer, number } from './field.ts';

/** How the critic is fitted. */
export const valueFields = {
  valueLearningRate: field(number(0, 1), {
    label: 'value learning rate',
    doc: 'Adam’s rate for the value function V_φ or baseline b(s).',
    scale: 'log',
    slider: [1e-5, 1e-1],
    when: { key: 'baseline', is: ['state'] },
  }),
  valueSteps: field(integer(1, 1000), {
    label: 'value steps',
    doc: 'Adam steps on each batch that V_φ or b(s) takes towards its targets.',
    scale: 'log',
    slider: [1, 100],
    when: { key: 'baseline', is: ['state'] },
  }),
  nCriticUpdates: field(integer(1, 100), {
    label: 'critic epochs',
    doc: 'How often the fit of V_φ goes through the batch.',
    scale: 'linear',
    slider: [1, 30],
    step: 1,
  }),
  vfCoef: field(number(0, 10), {
    label: 'value loss weight',
    doc: 'Weight of the value loss before its gradient is clipped.',
    scale: 'linear',
    slider: [0, 2],
    step: 0.05,
  }),
  clipRangeVf: field(number(0, 10), {
    label: 'value clip range',
    doc: 'The same clipping for V_φ around its old value; 0 turns it off.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.01,
  }),
} as const;
