import { z } from 'zod';
import { field, integer, number } from './field.ts';

/** From a gradient to a step of θ: the rule, its rate, and how often it is taken on one batch. */
export const gradientStepFields = {
  nEpochs: field(integer(1, 100), {
    label: 'epochs',
    symbol: '*K*',
    doc: 'How often an update goes through the batch it has collected.',
    scale: 'linear',
    slider: [1, 30],
    step: 1,
  }),
  batchSize: field(integer(1, 65_536), {
    label: 'minibatch',
    doc: 'Samples in one minibatch.',
    scale: 'log',
    slider: [16, 2048],
    structural: true,
  }),
  optimizer: field(z.enum(['adam', 'sgd']), {
    label: 'update rule',
    doc: 'How ĝ becomes a step: Adam, or the lecture’s plain θ + α ĝ.',
    choices: { adam: 'Adam', sgd: 'plain step α ĝ' },
    structural: true,
  }),
  learningRate: field(number(0, 1), {
    label: 'learning rate',
    symbol: '*α*',
    doc: 'Adam’s rate: about how far each parameter moves in one step.',
    scale: 'log',
    slider: [1e-5, 1e-1],
    when: { key: 'optimizer', is: ['adam'] },
  }),
  stepSize: field(number(0, 1000), {
    label: 'step size',
    symbol: '*α*',
    doc: 'The α of θ_new = θ_old + α ĝ, a plain gradient step.',
    scale: 'log',
    slider: [1e-4, 100],
    when: { key: 'optimizer', is: ['sgd'] },
  }),
  annealing: field(z.boolean(), {
    label: 'anneal the rate',
    doc: 'Lower the learning rate linearly to 0 over the total steps.',
  }),
  entCoef: field(number(0, 1), {
    label: 'entropy bonus',
    doc: 'Weight of the entropy that is added to the objective: it keeps the policy undecided longer.',
    scale: 'linear',
    slider: [0, 0.1],
    step: 0.001,
  }),
  maxGradNorm: field(number(0, 1000), {
    label: 'gradient norm limit',
    doc: 'Longer gradients are shortened to this length; 0 turns it off.',
    scale: 'linear',
    slider: [0, 5],
    step: 0.1,
  }),
} as const;
