import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

export const trpoMicroscope = {
  id: 'trpo-microscope',
  title: 'How did TRPO find its step?',
  summary:
    'One update from ĝ by conjugate gradient and √(2δ/xᵀHx) to the line search: every residual, every candidate with its KL, its surrogate and its verdict.',
  state: z.object({
    iteration: z
      .int()
      .min(0)
      .max(50)
      .meta({ label: 'CG iteration', symbol: '*i*', doc: 'The iteration of conjugate gradient that is read.' })
      .default(1),
    candidate: z
      .int()
      .min(0)
      .max(50)
      .meta({ label: 'candidate', symbol: '*j*', doc: 'The candidate α^j of the line search that is read.' })
      .default(0),
  }),
  suits: ['trpo'],
  needs: ['conjugateGradient', 'naturalStep', 'lineSearch'],
  column: 'right',
  byDefault: false,
} as const satisfies PanelSpec;
