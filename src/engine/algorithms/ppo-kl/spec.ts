import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const ppoKl = {
  id: 'ppo-kl',
  title: 'PPO, KL penalty',
  summary: 'Pays for every bit of KL, and doubles or halves the price until updates are as long as δ asks.',
  slide: 'PPO: Adaptive KL Penalty',
  lines: [
    { text: 'collect *D*_{k} by running *π*_{θₖ}' },
    { text: 'estimate *Â*_{t} by GAE(*λ*)' },
    { text: 'repeat *K* times, for each minibatch' },
    { text: '*θ* ← Adam step on *L*^{IS}(*θ*) − *β*_{k} KL(*π*_{θₖ} ‖ *π*_{θ})', indent: 1 },
    { text: '*φ* ← Adam step on (*V*_{φ} − *Ĝ*)^{2}', indent: 1 },
    { text: '*β*_{k+1} ← 2*β*_{k} if KL > 1.5*δ*, *β*_{k}/2 if KL < *δ*/1.5' },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(200_000),
    nEnvs: fields.nEnvs.default(8),
    nSteps: fields.nSteps.default(128),
    nEpochs: fields.nEpochs.default(10),
    batchSize: fields.batchSize.default(256),
    learningRate: fields.learningRate.default(1e-3),
    annealing: fields.annealing.default(false),
    delta: fields.delta.default(0.01),
    beta: fields.beta.default(1),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(true),
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
  liveFields: ['delta', 'learningRate', 'nEpochs', 'nSteps'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
