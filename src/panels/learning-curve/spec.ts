import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

/** What the horizontal axis counts: environment steps, gradient updates of θ, or seconds of training. */
export const CLOCKS = ['steps', 'updates', 'seconds'] as const;
export type Clock = (typeof CLOCKS)[number];

/** As the axis of those algorithms names it: behaviour cloning acts nowhere, its steps are samples of its expert. */
export function clockName(clock: Clock, algorithms: readonly string[]): string {
  if (clock !== 'steps') return clock === 'updates' ? 'updates of *θ*' : 'seconds';
  const cloning = algorithms.filter((algo) => algo === 'behavior-cloning').length;
  return cloning === 0 ? 'environment steps' : cloning === algorithms.length ? 'expert samples' : 'steps';
}

/** In units of the axis. */
const clockValue = z.number().min(0).max(1e9);

export const learningCurve = {
  id: 'learning-curve',
  title: 'Is it learning?',
  summary:
    'The return of every episode, their running mean, evaluations, what happened on the way, and runs pinned for comparison.',
  state: z.object({
    x: z.enum(CLOCKS).meta({ label: 'horizontal axis', doc: 'What the horizontal axis counts.' }).default('steps'),
    from: clockValue.meta({ label: 'zoomed from', doc: 'Where the axis begins.' }).default(0),
    until: clockValue
      .meta({ label: 'zoomed until', doc: 'Where the axis ends; 0 is as far as the run has come.' })
      .default(0),
  }),
  suits: 'all',
  needs: [],
  column: 'right',
  byDefault: true,
} as const satisfies PanelSpec;
