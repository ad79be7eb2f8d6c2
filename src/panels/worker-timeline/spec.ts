import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const workerTimeline = {
  id: 'worker-timeline',
  title: 'Who waits, and whose gradient is stale?',
  summary:
    'A lane for each worker, acting, computing, waiting, and every update of θ with the staleness of its gradient.',
  state: z.object({}),
  suits: ['a2c', 'a3c'],
  needs: ['workerTimeline'],
  column: 'right',
  byDefault: true,
} as const satisfies PanelSpec;
