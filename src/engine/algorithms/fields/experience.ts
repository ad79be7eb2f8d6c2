import { z } from 'zod';
import { field, integer } from './field.ts';

/** What a run sees: how long it lasts, how much experience comes before an update, and how that is scaled. */
export const experienceFields = {
  totalSteps: field(integer(1, 100_000_000), {
    label: 'total steps',
    doc: 'Environment steps after which the run ends; annealing runs over them.',
    scale: 'log',
    slider: [1000, 10_000_000],
  }),
  nEnvs: field(integer(1, 1024), {
    label: 'environments',
    symbol: '*N*',
    doc: 'Copies of the environment that run side by side.',
    scale: 'log',
    slider: [1, 64],
    structural: true,
  }),
  nSteps: field(integer(1, 65_536), {
    label: 'horizon',
    symbol: '*T*',
    doc: 'Steps that each environment takes before an update.',
    scale: 'log',
    slider: [16, 2048],
    structural: true,
  }),
  nEpisodes: field(integer(1, 1024), {
    label: 'episodes',
    symbol: '*N*',
    doc: 'Whole episodes collected before an update, one per environment.',
    scale: 'log',
    slider: [1, 64],
    structural: true,
  }),
  expertEpisodes: field(integer(1, 1000), {
    label: 'expert’s episodes',
    doc: 'Episodes of the expert that are there to learn from.',
    scale: 'log',
    slider: [1, 100],
    structural: true,
  }),
  normalizeObs: field(z.boolean(), {
    label: 'normalise observations',
    doc: 'Shift and scale observations by their running mean and deviation.',
    structural: true,
  }),
  normalizeReward: field(z.boolean(), {
    label: 'scale rewards',
    doc: 'Divide rewards by the running deviation of the discounted return; curves show the true ones.',
    structural: true,
  }),
  evalInterval: field(integer(1, 10_000_000), {
    label: 'evaluate every',
    doc: 'Environment steps between two evaluations of the greedy policy.',
    scale: 'log',
    slider: [1000, 100_000],
  }),
} as const;
