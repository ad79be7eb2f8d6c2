import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const pseudoCode = {
  id: 'pseudo-code',
  title: 'Which line is running?',
  summary:
    'The algorithm’s box, line by line: the running line is lit, with its live values beside it; a click tells what a line means and shows its source.',
  state: z.object({
    open: z
      .int()
      .min(0)
      .max(12)
      .meta({ label: 'line explained', doc: 'The line whose meaning and source are shown; 0 for none.' })
      .default(0),
  }),
  suits: 'all',
  needs: ['lineValues'],
  column: 'middle',
  byDefault: true,
} as const satisfies PanelSpec;
