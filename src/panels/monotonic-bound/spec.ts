import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** θ runs over the axis; a start stands inside it. */
export const AXIS = [-4, 4] as const;
export const STARTS = [-3.5, 3.5] as const;
export const MOST_IMPROVEMENTS = 200;

export const monotonicBound = exactPanel({
  id: 'monotonic-bound',
  title: 'How far may a step go that cannot fail?',
  summary:
    'U, its surrogate L and the bound L − C·KL_max on an exact Markov decision process: climb to the bound’s maximum, again and again, and compare that step with the δ of practice.',
  slide: 'Trust Region Policy Optimization',
  state: z.object({
    theta: z
      .number()
      .min(STARTS[0])
      .max(STARTS[1])
      .meta({ label: 'start', symbol: '*θ*', doc: 'The parameter before the first improvement.', step: 0.05 })
      .default(-1.5),
    improvements: z
      .int()
      .min(0)
      .max(MOST_IMPROVEMENTS)
      .meta({ label: 'improvements', doc: 'How often the bound has been climbed since the start.' })
      .default(3),
    gamma: z
      .number()
      .min(0.1)
      .max(0.9)
      .meta({
        label: 'discount',
        symbol: '*γ*',
        doc: 'How much a reward of the next step counts; C grows with 1/(1 − γ)².',
        step: 0.05,
      })
      .default(0.5),
    delta: z
      .number()
      .min(0.001)
      .max(0.1)
      .meta({
        label: 'practice',
        symbol: '*δ*',
        doc: 'The mean KL(π_old ‖ π_new) that TRPO allows in practice, in nats.',
        scale: 'log',
      })
      .default(0.01),
  }),
  cases: [
    { name: 'steps that one sees', state: {} },
    { name: 'thirty improvements', state: { improvements: 30 } },
    { name: '*γ* = 0.9', state: { gamma: 0.9 } },
    { name: 'short-sighted: *γ* = 0.1', state: { gamma: 0.1, improvements: 0 } },
  ],
});
