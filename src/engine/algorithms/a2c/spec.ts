import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const a2c = {
  id: 'a2c',
  title: 'A2C',
  summary: 'Many actors step side by side, wait for each other, and make one small update together.',
  slide: 'Actor-critic: synchronized parallel',
  lines: [
    { text: 'run *π*_{θ} for *T* steps in each of *N* environments' },
    { text: '*Â*_{t} ← *r*_{t} + *γr*_{t+1} + … + *γ*^{n} *V*_{φ}(*s*_{t+n}) − *V*_{φ}(*s*_{t})' },
    { text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t} over all *N*' },
    { text: '*θ* ← *θ* + *α* *ĝ*, by Adam' },
    { text: '*φ* ← Adam step on (*V*_{φ} − *Ĝ*)^{2}' },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(500_000),
    nEnvs: fields.nEnvs.default(8),
    nSteps: fields.nSteps.default(32),
    learningRate: fields.learningRate.default(3e-3),
    annealing: fields.annealing.default(true),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(false),
    entCoef: fields.entCoef.default(0),
    vfCoef: fields.vfCoef.default(0.5),
    maxGradNorm: fields.maxGradNorm.default(0.5),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['learningRate', 'nEnvs', 'nSteps', 'entCoef'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
