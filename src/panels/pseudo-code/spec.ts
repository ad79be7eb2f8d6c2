import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const pseudoCode = {
  id: 'pseudo-code',
  title: 'Which line is running?',
  summary: 'The algorithm’s box, line by line: the running line is lit, with its live values beside it.',
  state: z.object({}),
  suits: 'all',
  needs: [],
  column: 'middle',
  byDefault: true,
} as const satisfies PanelSpec;
