import { z } from 'zod';
import { exactPanel } from '../panel.ts';
import { rewardFields } from '../reward-field.ts';

export const reparameterization = exactPanel({
  id: 'reparameterization',
  title: 'What if the noise stays the same?',
  summary:
    'The same z moves along with the policy, so that f can be differentiated through it: two estimators of one gradient, and how far each is off.',
  slide: 'Re-parametrization for Gaussian',
  state: z.object({
    ...rewardFields,
    mean: z
      .number()
      .min(-3)
      .max(3)
      .meta({ label: 'mean', symbol: '*μ*', doc: 'Where the policy stands: the parameter to learn.', step: 0.05 })
      .default(-1),
    sigma: z
      .number()
      .min(0.1)
      .max(2)
      .meta({ label: 'spread', symbol: '*σ*', doc: 'Standard deviation of the policy.', step: 0.05, scale: 'log' })
      .default(0.6),
    z: z
      .number()
      .min(-2.5)
      .max(2.5)
      .meta({ label: 'noise', symbol: '*z*', doc: 'The sample that is followed from the noise to f.', step: 0.05 })
      .default(1.2),
    batch: z
      .int()
      .min(1)
      .max(30)
      .meta({
        label: 'samples per estimate',
        symbol: '*N*',
        doc: 'How many samples each of the 1,000 estimates is a mean of.',
        scale: 'log',
      })
      .default(10),
    baseline: z
      .boolean()
      .meta({
        label: 'with a baseline',
        doc: 'Whether the likelihood ratio is spared the mean of f: it weighs f − E f instead of f.',
      })
      .default(false),
    seed: z
      .int()
      .min(1)
      .max(999)
      .meta({ label: 'seed', doc: 'Which noise it is: the same seed gives the same one.' })
      .default(1),
  }),
  cases: [
    { name: 'parabola', state: {} },
    { name: 'little noise, *σ* = 0.15', state: { sigma: 0.15 } },
    { name: 'zigzag', state: { f: 'zigzag', mean: 0, sigma: 1 } },
    { name: 'a jump', state: { f: 'step', mean: 0.4 } },
  ],
});
