import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const a2c = {
  id: 'a2c',
  title: 'A2C',
  summary: 'Many actors step side by side, wait for each other, and make one small update together.',
  slide: 'Actor-critic: synchronized parallel',
  lines: [
    {
      text: 'run *π*_{θ} for *T* steps in each of *N* environments',
      meaning: 'All environments step together and wait for each other, so that every sample comes from the same *θ*.',
    },
    {
      text: '*Â*_{t} ← *r*_{t} + *γr*_{t+1} + … + *γ*^{n} *V*_{φ}(*s*_{t+n}) − *V*_{φ}(*s*_{t})',
      meaning:
        'Real rewards for a while, then the critic’s guess for the rest, minus what it had expected. More rewards: less bias from the critic, more noise. *λ* below 1 mixes all lengths *n*.',
    },
    {
      text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t} over all *N*',
      meaning:
        'One mean over the samples of all environments. Actors side by side meet different states, which makes the gradient less one-sided than a single actor’s.',
    },
    {
      text: '*θ* ← *θ* + *α* *ĝ*, by Adam',
      meaning:
        'One small step by Adam, which scales each component of *ĝ* by its usual size. Then all go on with the same new *θ*.',
    },
    {
      text: '*φ* ← Adam step down (*V*_{φ} − *Ĝ*)^{2}',
      meaning: 'The critic moves towards the returns *Ĝ* that this batch suggests.',
    },
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
