import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const cem = {
  id: 'cem',
  title: 'Cross-entropy method',
  summary: 'Tries out many θ at random and goes where the best of them were: no gradient at all.',
  slide: 'PPO: performance comparison (CEM)',
  lines: [
    { text: 'draw *n* candidates *θ*_{i} ~ N(*θ*, diag *σ*^{2})' },
    { text: 'run each *π*_{θᵢ}: its mean return is *U*(*θ*_{i})' },
    { text: 'keep the elite: the best *ρ* *n* of them' },
    { text: '*θ* ← mean of the elite' },
    { text: '*σ*^{2} ← variance of the elite + *ζ*^{2} (1 − *t*/*T*_{ζ})' },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(500_000),
    populationSize: fields.populationSize.default(40),
    eliteFraction: fields.eliteFraction.default(0.2),
    nEpisodes: reworded(fields.nEpisodes, {
      doc: 'Whole episodes that each candidate is judged by; their start states are the same for all.',
      slider: [1, 16],
    }).default(1),
    initialStd: fields.initialStd.default(1),
    extraNoise: fields.extraNoise.default(0.5),
    noiseGenerations: fields.noiseGenerations.default(20),
    hidden: fields.hidden.default('none'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['populationSize', 'eliteFraction', 'extraNoise', 'nEpisodes'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
