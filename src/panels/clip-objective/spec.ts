import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const clipObjective = {
  id: 'clip-objective',
  title: 'Who is still allowed to move?',
  summary: 'The clipped objective against the ratio r, and the minibatch on it: moving, frozen or pulled back.',
  state: z.object({}),
  suits: ['ppo-clip'],
  needs: ['ratios'],
  column: 'right',
  byDefault: true,
} as const satisfies PanelSpec;
