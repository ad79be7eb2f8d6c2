import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

/** What the horizontal axis counts: environment steps, gradient updates of θ, or seconds of training. */
export const CLOCKS = ['steps', 'updates', 'seconds'] as const;
export type Clock = (typeof CLOCKS)[number];

/** As the axis names them. */
export const CLOCK_NAMES: Readonly<Record<Clock, string>> = {
  steps: 'environment steps',
  updates: 'updates of θ',
  seconds: 'seconds',
};

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
