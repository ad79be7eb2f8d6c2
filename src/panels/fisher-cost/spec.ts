import { z } from 'zod';
import { exactPanel } from '../panel.ts';

export const fisherCost = exactPanel({
  id: 'fisher-cost',
  title: 'What does the natural gradient cost?',
  summary:
    'Time and memory of F⁻¹g against the number of parameters, by Cholesky and by conjugate gradient, on this machine.',
  slide: 'Natural Gradient Descent',
  state: z.object({
    width: z
      .int()
      .min(1)
      .max(996)
      .meta({
        label: 'hidden width',
        symbol: '*h*',
        doc: 'Units in each of two hidden layers of CartPole’s policy, 4-h-h-2, which then has n = h² + 8h + 2 parameters.',
      })
      .default(64),
    show: z
      .enum(['time', 'memory'])
      .meta({
        label: 'show',
        doc: 'What the vertical axis shows: how long one solution takes, or what it holds in memory.',
      })
      .default('time'),
    damping: z
      .enum(['0.001', '0.01', '0.1'])
      .meta({
        label: 'damping',
        doc: 'What is added to the diagonal of F: the more, the better conditioned, and the fewer iterations are needed.',
      })
      .default('0.1'),
    widest: z
      .enum(['64', '256', '996'])
      .meta({
        label: 'up to *n* =',
        doc: 'How many parameters the largest policy has that is measured.',
        choices: { '64': '4,610', '256': '68 k', '996': '1 M' },
      })
      .default('996'),
  }),
  casesLabel: 'Two hidden layers of',
  cases: [
    { name: '8 units', state: { width: 8 } },
    { name: '64 units', state: { width: 64 } },
    { name: '256 units', state: { width: 256 } },
    { name: '996 units', state: { width: 996 } },
  ],
});
