import { z } from 'zod';
import { field, integer, number } from './field.ts';

/** Learning from a buffer of old transitions, and the noise that explores for them. */
export const replayFields = {
  bufferSize: field(integer(1, 1_000_000), {
    label: 'replay buffer',
    symbol: '|*D*|',
    doc: 'Transitions that are kept to learn from; the oldest make room for new ones.',
    scale: 'log',
    slider: [1000, 1_000_000],
    structural: true,
  }),
  learningStarts: field(integer(0, 10_000_000), {
    label: 'learning starts',
    doc: 'So many steps are taken at random, to fill the buffer, before anything is learned.',
    scale: 'log',
    slider: [100, 10_000],
  }),
  trainFreq: field(integer(1, 10_000), {
    label: 'steps between updates',
    doc: 'Environment steps from one update to the next.',
    scale: 'log',
    slider: [1, 100],
  }),
  gradientSteps: field(integer(1, 1000), {
    label: 'gradient steps',
    doc: 'Minibatches that are learned from each time that it is due.',
    scale: 'log',
    slider: [1, 100],
  }),
  tau: field(number(0, 1), {
    label: 'target rate',
    symbol: '*τ*',
    doc: 'How far the target networks go towards the learned ones in each update.',
    scale: 'log',
    slider: [1e-3, 1],
  }),
  actionNoise: field(z.enum(['gaussian', 'ornstein-uhlenbeck']), {
    label: 'exploration noise',
    doc: 'What is added to actions: independent noise at every step, or one that drifts and so pushes the same way for long.',
    choices: { gaussian: 'Gaussian', 'ornstein-uhlenbeck': 'Ornstein-Uhlenbeck' },
  }),
  noiseSigma: field(number(0, 10), {
    label: 'noise',
    symbol: '*σ*',
    doc: 'Strength of the exploration noise, in halves of the width of the action box.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.05,
  }),
  noiseTheta: field(number(0, 10), {
    label: 'noise return rate',
    doc: 'How strongly Ornstein-Uhlenbeck noise is drawn back to 0; its clock runs at 0.01 a step.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.05,
    when: { key: 'actionNoise', is: ['ornstein-uhlenbeck'] },
  }),
} as const;
