import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const isPg = {
  id: 'is-pg',
  title: 'Importance-sampled PG',
  summary: 'Uses a batch many times through the ratios r, with nothing that keeps them near 1.',
  slide: 'Off-policy learning with Importance Sampling',
  lines: [
    {
      text: 'collect *D* by running *π*_{θ_old}',
      meaning: 'Collect a batch with the policy as it stands. It will be used many times over.',
    },
    {
      text: 'estimate *Â*_{t} by GAE(*λ*)',
      meaning:
        'Generalised advantage estimation mixes advantages over one, two, three … steps, with weights that fall by *λ*: near 0 it trusts the critic, near 1 the rewards.',
    },
    {
      text: 'repeat *K* times, for each minibatch',
      meaning:
        'Pass over the batch *K* times, in minibatches. After the first step, the samples are no longer those of the policy that learns from them.',
    },
    {
      text: '*r*_{t} ← *π*_{θ}(*a*|*s*) / *π*_{θ_old}(*a*|*s*)',
      indent: 1,
      meaning:
        'How much likelier is this action now than under the policy that took it? Weighted so, old actions speak for the new policy, in the states that the old one visited.',
    },
    {
      text: '*θ* ← *θ* + *α* ∇ mean of *r*_{t} *Â*_{t}',
      indent: 1,
      meaning:
        'Climb the surrogate *L*^{IS}. It is a good estimate near *θ*_{old} only, and nothing here keeps *θ* near: the ratios may run away.',
    },
    {
      text: '*φ* ← Adam step down (*V*_{φ} − *Ĝ*)^{2}',
      indent: 1,
      meaning: 'The critic learns from the same minibatch: it moves towards the returns *Ĝ* that the batch suggests.',
    },
    {
      text: '*θ*_{old} ← *θ*',
      meaning: 'The policy that has just been learned collects the next batch, and all ratios are 1 again.',
    },
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
