import { z } from 'zod';
import { exactPanel } from '../panel.ts';
import { HEIGHTS } from './heights.ts';

const curve = (label: string, doc: string, points: string) =>
  z.string().regex(HEIGHTS, 'seven numbers from -3 to 3, joined by ","').meta({ label, doc }).default(points);

/** One hump; what the critic makes of it depends on the case. */
const TRUTH = '-1.2,-0.6,0.2,0.9,1.3,0.6,-1';

export const chainRule = exactPanel({
  id: 'chain-rule',
  title: 'Whose hill does the policy climb?',
  summary:
    'A deterministic action climbs the slope of a learned Q, step by step; where the critic is wrong, it climbs the error.',
  slide: 'Deep Deterministic Policy Gradients',
  state: z.object({
    theta: z
      .number()
      .min(-3)
      .max(3)
      .meta({ label: 'parameter', symbol: '*θ*', doc: 'Where the ascent begins; the action is 2 tanh θ.', step: 0.05 })
      .default(-0.6),
    alpha: z
      .number()
      .min(0.02)
      .max(1)
      .meta({ label: 'step size', symbol: '*α*', doc: 'Of plain gradient ascent.', step: 0.01 })
      .default(0.1),
    steps: z
      .int()
      .min(0)
      .max(60)
      .meta({ label: 'steps', symbol: '*k*', doc: 'How many steps the policy has taken.' })
      .default(60),
    truth: curve('true Q', 'Heights of the true Q at seven actions.', TRUTH),
    learned: curve('learned Q', 'Heights of the learned Q at the same actions.', '-1.1,-0.6,0.2,0.9,1.4,1.9,2.3'),
    edit: z
      .enum(['learned', 'truth'])
      .meta({ label: 'drag', doc: 'Whose points can be dragged.', choices: { learned: 'learned', truth: 'true Q' } })
      .default('learned'),
  }),
  casesLabel: 'A critic that is',
  cases: [
    { name: 'too hopeful', state: {} },
    { name: 'right', state: { learned: TRUTH } },
    { name: 'fooled by a bump', state: { theta: -1.2, learned: '-1.5,0.6,-0.3,0.9,1.3,0.6,-1' } },
    { name: 'right, *θ* far out', state: { theta: -3, learned: TRUTH } },
  ],
});
