import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const adaptiveKl = {
  id: 'adaptive-kl',
  title: 'Is the price of KL right?',
  summary: 'KL of every update against the band around δ, and the penalty β, which doubles above it and halves below.',
  state: z.object({
    window: z
      .int()
      .min(10)
      .max(400)
      .meta({ label: 'updates shown', doc: 'How many updates the figure reaches back.', scale: 'log' })
      .default(40),
  }),
  suits: ['ppo-kl'],
  needs: [],
  column: 'right',
  byDefault: true,
} as const satisfies PanelSpec;
