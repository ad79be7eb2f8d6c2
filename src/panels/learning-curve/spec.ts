import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

/** What the horizontal axis counts: environment steps, gradient updates of θ, or seconds of training. */
export const CLOCKS = ['steps', 'updates', 'seconds'] as const;
export type Clock = (typeof CLOCKS)[number];

export const learningCurve = {
  id: 'learning-curve',
  title: 'Is it learning?',
  summary: 'The return of every episode, their running mean, and the greedy policy’s evaluations.',
  state: z.object({ x: z.enum(CLOCKS).default('steps') }),
  suits: 'all',
  needs: [],
  column: 'right',
  byDefault: true,
} as const satisfies PanelSpec;
