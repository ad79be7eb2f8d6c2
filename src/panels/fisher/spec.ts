import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** Logits stay where every action has some probability that can be seen. */
const END = 3;

const logit = (symbol: string, start: number) =>
  z
    .number()
    .min(-END)
    .max(END)
    .meta({ label: 'logit', symbol, doc: 'Against the third action, whose logit is 0.', step: 0.01 })
    .default(start);

export const fisher = exactPanel({
  id: 'fisher',
  title: 'Where does the Fisher matrix come from?',
  summary:
    'Sampled actions have scores, ∇ log π(a). With more and more of them, the average of their outer products becomes the Hessian of KL.',
  slide: 'Fisher Information Matrix',
  state: z.object({
    policy: z
      .enum(['softmax', 'gaussian'])
      .meta({
        label: 'policy',
        doc: 'Three actions with two free logits, or a Gaussian with μ and σ.',
        choices: { softmax: 'softmax', gaussian: 'Gaussian' },
      })
      .default('softmax'),
    theta1: logit('*θ*_{1}', 0.9),
    theta2: logit('*θ*_{2}', 0.3),
    sigma: z
      .number()
      .min(0.5)
      .max(2)
      .meta({ label: 'spread', symbol: '*σ*', doc: 'Standard deviation of the Gaussian policy.', step: 0.01 })
      .default(1),
    samples: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ label: 'samples', symbol: '*N*', doc: 'Sampled actions whose outer products are averaged.' })
      .default(30),
    seed: z.int().min(1).max(999).meta({ label: 'seed', doc: 'Which actions are drawn.' }).default(1),
  }),
  casesLabel: 'Average over',
  cases: [
    { name: '1 sample', state: { samples: 1 } },
    { name: '30', state: {} },
    { name: '10,000', state: { samples: 10_000 } },
    { name: '10,000, Gaussian', state: { policy: 'gaussian', samples: 10_000 } },
  ],
});
