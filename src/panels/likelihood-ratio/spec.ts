import { z } from 'zod';
import { exactPanel } from '../panel.ts';
import { rewardFields } from '../reward-field.ts';

/** As many samples as a link can ask for. */
export const MOST_SAMPLES = 2000;

export const likelihoodRatio = exactPanel({
  id: 'likelihood-ratio',
  title: 'How do samples know which way is up?',
  summary:
    'Every sample pushes the policy towards itself or away, as hard as f says; the mean of the pushes closes in on the exact gradient.',
  slide: 'Computing the policy gradient',
  state: z.object({
    policy: z
      .enum(['gaussian', 'categorical'])
      .meta({
        label: 'policy',
        symbol: '*P*_{θ}',
        doc: 'What samples are drawn from: a Gaussian whose mean is learned, or five actions with a logit each.',
        choices: { gaussian: 'Gaussian', categorical: '5 actions' },
      })
      .default('gaussian'),
    ...rewardFields,
    mean: z
      .number()
      .min(-3)
      .max(3)
      .meta({ label: 'mean', symbol: '*μ*', doc: 'Where the Gaussian stands: the parameter to learn.', step: 0.05 })
      .default(-1),
    sigma: z
      .number()
      .min(0.3)
      .max(2)
      .meta({ label: 'spread', symbol: '*σ*', doc: 'Standard deviation of the Gaussian.', step: 0.05 })
      .default(1),
    logits: z
      .string()
      .regex(/^-?[0-5](\.\d)?(,-?[0-5](\.\d)?){4}$/, 'five numbers from -5 to 5, joined by ","')
      .meta({ label: 'logits', symbol: '*θ*', doc: 'One logit for each of the five actions.' })
      .default('1,0.5,0,-0.5,-1'),
    action: z
      .int()
      .min(1)
      .max(5)
      .meta({ label: 'logit', symbol: '*θ*_{k}', doc: 'The action whose logit is followed on the right.' })
      .default(4),
    constant: z
      .number()
      .min(-6)
      .max(6)
      .meta({
        label: 'constant',
        symbol: '*c*',
        doc: 'Added to f everywhere: a baseline with its sign turned.',
        step: 0.1,
      })
      .default(0),
    samples: z
      .int()
      .min(1)
      .max(MOST_SAMPLES)
      .meta({ label: 'samples', symbol: '*N*', doc: 'How many have arrived.', scale: 'log' })
      .default(60),
    seed: z
      .int()
      .min(1)
      .max(999)
      .meta({ label: 'seed', doc: 'Which samples they are: the same seed gives the same ones.' })
      .default(1),
  }),
  cases: [
    { name: 'parabola', state: {} },
    { name: 'the same, *c* = 6', state: { constant: 6 } },
    { name: 'a step, without a slope', state: { f: 'step', mean: 0 } },
    { name: 'five actions', state: { policy: 'categorical' } },
  ],
});
