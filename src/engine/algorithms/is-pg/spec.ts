import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const isPg = {
  id: 'is-pg',
  title: 'Importance-sampled PG',
  summary: 'Uses a batch many times through the ratios r, with nothing that keeps them near 1.',
  slide: 'Off-policy learning with Importance Sampling',
  lines: [
    { text: 'collect *D* by running *π*_{θ_old}' },
    { text: 'estimate *Â*_{t} by GAE(*λ*)' },
    { text: 'repeat *K* times, for each minibatch' },
    { text: '*r*_{t} ← *π*_{θ}(*a*|*s*) / *π*_{θ_old}(*a*|*s*)', indent: 1 },
    { text: '*θ* ← *θ* + *α* ∇ mean of *r*_{t} *Â*_{t}', indent: 1 },
    { text: '*φ* ← Adam step on (*V*_{φ} − *Ĝ*)^{2}', indent: 1 },
    { text: '*θ*_{old} ← *θ*' },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(300_000),
    nEnvs: fields.nEnvs.default(8),
    nSteps: fields.nSteps.default(128),
    nEpochs: fields.nEpochs.default(4),
    batchSize: fields.batchSize.default(256),
    optimizer: fields.optimizer.default('adam'),
    learningRate: fields.learningRate.default(3e-4),
    stepSize: fields.stepSize.default(0.05),
    valueLearningRate: fields.valueLearningRate.default(1e-3),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(true),
    entCoef: fields.entCoef.default(0),
    maxGradNorm: fields.maxGradNorm.default(0),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['learningRate', 'stepSize', 'nEpochs', 'nSteps'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
