import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** Steps of a race at most. */
export const LAST_STEP = 1000;

const logit = (symbol: string, state: string, start: number) =>
  z
    .number()
    .min(-4.2)
    .max(6.2)
    .meta({
      label: `start in state ${state}`,
      symbol,
      doc: `Logit of staying in state ${state} at the start.`,
      step: 0.05,
    })
    .default(start);

export const vectorField = exactPanel({
  id: 'vector-field',
  title: 'Which gradient crosses the plateau?',
  summary:
    'The plain and the natural gradient as fields over the contours of the exact J, on a Markov decision process of two states and on a linear regulator, and a race of both from any point.',
  slide: 'Natural Gradient Descent',
  state: z.object({
    problem: z
      .enum(['average', 'discounted', 'lqr'])
      .meta({
        label: 'problem',
        doc: 'Two states, where staying pays 1 or 2, by average or by discounted reward; or a linear-quadratic regulator.',
        choices: { average: 'two states, average reward', discounted: 'two states, γ = 0.9', lqr: 'regulator (LQR)' },
      })
      .default('average'),
    thetaI: logit('*θ*_{i}', 'i', 1.4),
    thetaJ: logit('*θ*_{j}', 'j', -2.2),
    k: z
      .number()
      .min(-0.2)
      .max(1.45)
      .meta({
        label: 'gain at the start',
        symbol: '*k*',
        doc: 'The regulator’s action is −k x plus noise.',
        step: 0.01,
      })
      .default(0),
    logSigma: z
      .number()
      .min(-2.8)
      .max(0.5)
      .meta({
        label: 'noise at the start',
        symbol: 'log *σ*',
        doc: 'Logarithm of the standard deviation of the regulator’s action.',
        step: 0.05,
      })
      .default(0),
    stepSize: z
      .number()
      .min(0.001)
      .max(1)
      .meta({
        label: 'step size',
        symbol: '*α*',
        doc: 'Both gradients are multiplied by it, in every step.',
        scale: 'log',
      })
      .default(0.2),
    unit: z
      .number()
      .min(0.2)
      .max(5)
      .meta({
        label: 'unit',
        symbol: 'of *θ*_{j}',
        doc: 'How much of the logit one unit of the parameter of state j is: the same policies, written otherwise.',
        scale: 'log',
      })
      .default(1),
    steps: z.int().min(0).max(LAST_STEP).meta({ label: 'steps', doc: 'How far the race has gone.' }).default(LAST_STEP),
  }),
  cases: [
    { name: 'a very long plateau', state: {} },
    { name: 'escape at last', state: { problem: 'discounted', stepSize: 0.05 } },
    { name: 'the same in other units', state: { unit: 5 } },
    { name: 'no plateau', state: { problem: 'lqr', stepSize: 0.01 } },
  ],
});
