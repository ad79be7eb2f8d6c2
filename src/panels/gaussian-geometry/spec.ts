import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** Both policies stay where all three parametrisations can show them at one scale. */
const mean = () => z.number().min(-2.6).max(2.6);
const sigma = () => z.number().min(0.2).max(2);

export const gaussianGeometry = exactPanel({
  id: 'gaussian-geometry',
  title: 'Which steps are equally far, for the policy?',
  summary:
    'Gaussian policies as points: the Euclidean ball, the Fisher ellipse and the true KL contour, in three parametrisations.',
  slide: 'Gradient Descent in Distribution Space',
  state: z.object({
    muOld: mean()
      .meta({ label: 'old mean', symbol: '*μ*_{old}', doc: 'Mean before the step.', step: 0.01 })
      .default(-0.9),
    sigmaOld: sigma()
      .meta({ label: 'old spread', symbol: '*σ*_{old}', doc: 'Standard deviation before the step.', step: 0.01 })
      .default(0.8),
    muNew: mean()
      .meta({ label: 'new mean', symbol: '*μ*_{new}', doc: 'Mean after a step by hand.', step: 0.01 })
      .default(-0.5),
    sigmaNew: sigma()
      .meta({ label: 'new spread', symbol: '*σ*_{new}', doc: 'Standard deviation after a step by hand.', step: 0.01 })
      .default(0.5),
    parametrisation: z
      .enum(['sigma', 'logSigma', 'variance'])
      .meta({
        label: 'written in *μ* and',
        doc: 'How the policy’s spread is written: the same policies in other coordinates.',
        choices: { sigma: 'σ', logSigma: 'log σ', variance: 'σ²' },
      })
      .default('sigma'),
    step: z
      .enum(['hand', 'plain', 'natural'])
      .meta({
        label: 'step by',
        doc: 'By hand, by the plain gradient as far as the ball allows, or by the natural gradient as far as the ellipse allows.',
        choices: { hand: 'hand', plain: 'plain', natural: 'natural' },
      })
      .default('hand'),
    target: z
      .number()
      .min(-3)
      .max(3)
      .meta({
        label: 'best action',
        symbol: '*a**',
        doc: 'The gradient is that of the reward −½ (a − a*)².',
        step: 0.05,
      })
      .default(1),
    delta: z
      .number()
      .min(0.02)
      .max(0.4)
      .meta({ label: 'radius', symbol: '*δ*', doc: 'How much KL(π_old ‖ π_new) a step may cost, in nats.', step: 0.01 })
      .default(0.1),
    radius: z
      .number()
      .min(0.1)
      .max(1)
      .meta({ label: 'ball', symbol: '‖*d*‖', doc: 'Radius of the Euclidean ball around θ_old.', step: 0.05 })
      .default(0.5),
    reversed: z.boolean().meta({ label: 'KL reversed too', doc: 'Also draw where KL(π ‖ π_old) is δ.' }).default(false),
  }),
  casesLabel: 'A step',
  cases: [
    { name: 'small, yet far', state: {} },
    { name: 'large, yet near', state: { sigmaOld: 1.8, muNew: -0.2, sigmaNew: 1.9 } },
    { name: 'by the natural gradient', state: { step: 'natural' } },
    { name: 'around, not across', state: { muOld: -2, sigmaOld: 0.3, muNew: 2, sigmaNew: 0.3 } },
  ],
});
