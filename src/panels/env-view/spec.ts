import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const envView = {
  id: 'env-view',
  title: 'What does the policy do?',
  summary:
    'The policy acting: one copy of the environment large, sixteen small, and what the policy thinks of this state.',
  state: z.object({}),
  suits: 'all',
  needs: [],
  column: 'middle',
  byDefault: true,
} as const satisfies PanelSpec;
