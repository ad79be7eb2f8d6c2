import { z } from 'zod';
import { exactPanel } from '../panel.ts';

const logit = (action: number) =>
  z
    .number()
    .min(-3)
    .max(3)
    .meta({
      label: `logit of action ${action}`,
      symbol: `*θ*_{${action}}`,
      doc: `Of the softmax policy, against action 3, whose logit stays 0.`,
      step: 0.05,
    });

export const klTaylor = exactPanel({
  id: 'kl-taylor',
  title: 'If KL and its slope are 0 here, why does its curvature matter?',
  summary: 'KL along a line through the parameters, with its slope and curvature: 0, 0, and the Fisher information.',
  slide: 'Taylor expansion of KL',
  state: z.object({
    family: z
      .enum(['sigmoid', 'categorical', 'gaussian'])
      .meta({
        label: 'policy',
        doc: 'Two actions and a sigmoid, three actions and a softmax, or a Gaussian with parameters μ and log σ.',
        choices: { sigmoid: 'σ(θ)', categorical: 'softmax', gaussian: 'Gauss' },
      })
      .default('sigmoid'),
    thetaOld: z
      .number()
      .min(-6)
      .max(6)
      .meta({ label: 'old parameter', symbol: '*θ*_{old}', doc: 'Of the sigmoid policy.', step: 0.05 })
      .default(2),
    theta1: logit(1).default(1),
    theta2: logit(2).default(0),
    sigmaOld: z
      .number()
      .min(0.5)
      .max(2)
      .meta({ label: 'old spread', symbol: '*σ*_{old}', doc: 'Of the Gaussian policy.', step: 0.05 })
      .default(1),
    angle: z
      .number()
      .int()
      .min(0)
      .max(359)
      .meta({ label: 'direction', symbol: '*d*', doc: 'In degrees, where the policy has two parameters.', step: 1 })
      .default(270),
    step: z
      .number()
      .min(-4)
      .max(4)
      .meta({
        label: 'step',
        symbol: '*t*',
        doc: 'How far along the direction, of length 1, the step goes.',
        step: 0.005,
      })
      .default(-2),
    zoom: z
      .enum(['1', '2', '4', '8'])
      .meta({
        label: 'nearer',
        doc: 'Shows a shorter stretch of the line around θ_old, and the step shrinks with it.',
        choices: { '1': '1×', '2': '2×', '4': '4×', '8': '8×' },
      })
      .default('1'),
  }),
  casesLabel: 'Along',
  cases: [
    { name: 'a sigmoid', state: {} },
    { name: 'the same, 8 times nearer', state: { step: -0.25, zoom: '8' } },
    { name: 'a softmax', state: { family: 'categorical', angle: 40, step: -2.5 } },
    { name: 'a Gaussian that narrows', state: { family: 'gaussian', step: 0.8 } },
  ],
});
