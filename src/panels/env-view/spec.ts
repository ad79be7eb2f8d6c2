import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

/** How fast the copies act, and what that is called. */
export const SPEEDS = {
  '0.1': 'a tenth',
  '0.25': 'a quarter',
  '1': 'natural',
  '4': '4 times',
  max: 'fastest',
} as const;

export const SHOWS = { both: 'one and sixteen', one: 'one', many: 'sixteen' } as const;

export type Shows = keyof typeof SHOWS;

/** Times the world's own pace. */
export const speedOf = (speed: keyof typeof SPEEDS): number =>
  speed === 'max' ? Number.POSITIVE_INFINITY : Number(speed);

export const envView = {
  id: 'env-view',
  title: 'What does the policy do?',
  summary:
    'The policy acting: one copy of the environment large, sixteen small, and what the policy thinks of this state; or you in its place.',
  state: z.object({
    show: z
      .enum(['both', 'one', 'many'])
      .meta({ label: 'show', doc: 'One copy large, sixteen small ones, or both.', choices: SHOWS })
      .default('both'),
    speed: z
      .enum(['0.1', '0.25', '1', '4', 'max'])
      .meta({
        label: 'speed',
        doc: 'How fast time passes where the policy acts for show. Training goes on at its own pace.',
        choices: SPEEDS,
      })
      .default('1'),
  }),
  suits: 'all',
  needs: [],
  column: 'middle',
  byDefault: true,
} as const satisfies PanelSpec;
