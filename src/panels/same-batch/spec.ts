import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const sameBatch = {
  id: 'same-batch',
  title: 'Same batch: whose step is best?',
  summary:
    'One frozen batch, and what six updates make of it from the same θ: length, KL and surrogate as predicted and measured, and the return afterwards.',
  state: z.object({
    read: z
      .enum(['reinforce', 'is-pg', 'npg', 'trpo', 'ppo-kl', 'ppo-clip'])
      .meta({ label: 'update in sight', doc: 'The update whose marks and row stand out.' })
      .default('trpo'),
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
