import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** Updates after which the fit ends. */
export const MOST_UPDATES = 400;

export const networks = exactPanel({
  id: 'networks',
  title: 'Who sends gradients to whom?',
  summary: 'Actor and critic in two networks or one: what each loss asks of each weight, and where the two pull apart.',
  slide: 'Actor-critic',
  state: z.object({
    vfCoef: z
      .number()
      .min(0)
      .max(1)
      .meta({
        label: 'value loss weight',
        symbol: '*c*',
        doc: 'How much the value loss counts beside the policy loss.',
        step: 0.01,
      })
      .default(0.5),
    updates: z
      .int()
      .min(0)
      .max(MOST_UPDATES)
      .meta({ label: 'updates', doc: 'Steps of gradient descent so far, all of them with c = 0.5.', step: 1 })
      .default(120),
    seed: z
      .int()
      .min(1)
      .max(99)
      .meta({ label: 'seed', doc: 'Which weights both designs begin with.', step: 1 })
      .default(1),
  }),
  casesLabel: 'The pulls',
  cases: [
    { name: 'at the start', state: { updates: 0 } },
    { name: 'after 120 updates', state: { updates: 120 } },
    { name: 'after 400', state: { updates: 400 } },
    { name: 'after 400, *c* = 0', state: { updates: 400, vfCoef: 0 } },
  ],
});
