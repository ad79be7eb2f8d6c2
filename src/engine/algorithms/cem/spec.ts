import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const cem = {
  id: 'cem',
  title: 'Cross-entropy method',
  summary: 'Tries out many θ at random and goes where the best of them were: no gradient at all.',
  slide: 'PPO: performance comparison (CEM)',
  lines: [
    {
      text: 'draw *n* candidates *θ*_{i} ~ N(*θ*, diag *σ*^{2})',
      meaning: 'Draw whole parameter vectors at random around the present one: this explores in *θ*, not in actions.',
    },
    {
      text: 'run each *π*_{θᵢ}: its mean return is *U*(*θ*_{i})',
      meaning:
        'Each candidate plays, always with its likeliest action, and only its mean return counts: no advantages, no gradient, no praise for single actions.',
    },
    {
      text: 'keep the elite: the best *ρ* *n* of them',
      meaning: 'Keep the best few. By how much they were better does not matter.',
    },
    { text: '*θ* ← mean of the elite', meaning: 'The centre moves to the mean of the best.' },
    {
      text: '*σ*^{2} ← variance of the elite + *ζ*^{2} (1 − *t*/*T*_{ζ})',
      meaning:
        'The spread becomes that of the elite. Some extra noise, which fades out over time, keeps it from settling too soon.',
    },
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
