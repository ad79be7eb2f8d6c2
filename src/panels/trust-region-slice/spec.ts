import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

const share = (label: string, symbol: string, doc: string) =>
  z.number().min(-3).max(3).meta({ label, symbol, doc, step: 0.05 });

export const trustRegionSlice = {
  id: 'trust-region-slice',
  title: 'Where could this step have gone?',
  summary:
    'The plane of the gradient and the natural gradient, measured after every update: the surrogate, the trust region, its ellipse, the step taken, and a plain gradient step of equal length.',
  state: z.object({
    x: share('along', '*x*', 'Where values are read along the natural gradient, in natural steps.').default(0.4),
    y: share('across', '*y*', 'Where they are read across it, in lengths of the natural step.').default(0.4),
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
