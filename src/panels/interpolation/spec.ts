import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const interpolation = {
  id: 'interpolation',
  title: 'What if the step had been longer?',
  summary:
    'Surrogates and KL along the line from the old θ through the new one, behind, between and beyond, after every update.',
  state: z.object({
    t: z
      .number()
      .min(-0.5)
      .max(2)
      .meta({
        label: 'place',
        symbol: '*t*',
        doc: 'Where on the line values are read: 0 is θ_k, 1 is θ_{k+1}.',
        step: 0.05,
      })
      .default(1.5),
  }),
  suits: [
    'reinforce',
    'actor-critic',
    'a2c',
    'is-pg',
    'npg',
    'trpo',
    'ppo-kl',
    'ppo-clip',
    'vpg-adaptive',
    'a2c-trust-region',
  ],
  needs: [],
  column: 'right',
  byDefault: false,
} as const satisfies PanelSpec;
