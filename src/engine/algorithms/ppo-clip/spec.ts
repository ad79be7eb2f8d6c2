import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const ppoClip = {
  id: 'ppo-clip',
  title: 'PPO-Clip',
  summary:
    'Uses a batch many times; a sample gains nothing more once its ratio has moved by ε the way its advantage asks.',
  slide: 'PPO: Clipped Objective',
  lines: [
    {
      text: 'collect *D*_{k} by running *π*_{θₖ}',
      meaning: 'Run the policy as it stands for some steps in each environment.',
    },
    {
      text: 'estimate *Â*_{t} by GAE(*λ*)',
      meaning:
        'Generalised advantage estimation mixes advantages over one, two, three … steps, with weights that fall by *λ*: near 0 it trusts the critic, near 1 the rewards.',
    },
    {
      text: 'repeat *K* times, for each minibatch',
      meaning:
        'Pass over the batch *K* times, in minibatches: collecting is dear, so each sample is used more than once.',
    },
    {
      text: '*r*_{t} ← *π*_{θ}(*a*|*s*) / *π*_{θₖ}(*a*|*s*)',
      indent: 1,
      meaning:
        'How much likelier is this action now than under the policy that took it? At the first step every ratio is 1.',
    },
    {
      text: '*θ* ← Adam step up *L*^{CLIP}(*θ*)',
      indent: 1,
      meaning:
        'Each sample counts with the lesser of *r*_{t} *Â*_{t} and the same with *r*_{t} held within 1 ± *ε*. Once *r*_{t} has moved that far the way *Â*_{t} asks, the sample asks for no more; the wrong way, it still pulls back.',
    },
    {
      text: '*φ* ← Adam step down (*V*_{φ} − *Ĝ*)^{2}',
      indent: 1,
      meaning: 'The critic learns from the same minibatch: it moves towards the returns *Ĝ* that the batch suggests.',
    },
    {
      text: '*k* ← *k* + 1',
      meaning: 'The policy that has just been learned collects the next batch, and all ratios are 1 again.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(200_000),
    nEnvs: fields.nEnvs.default(8),
    nSteps: fields.nSteps.default(128),
    nEpochs: fields.nEpochs.default(10),
    batchSize: fields.batchSize.default(256),
    learningRate: fields.learningRate.default(1e-3),
    annealing: fields.annealing.default(false),
    clipRange: fields.clipRange.default(0.2),
    targetKl: fields.targetKl.default(0),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(true),
    entCoef: fields.entCoef.default(0),
    vfCoef: fields.vfCoef.default(0.5),
    clipRangeVf: fields.clipRangeVf.default(0),
    maxGradNorm: fields.maxGradNorm.default(0.5),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['clipRange', 'learningRate', 'nEpochs', 'nSteps'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
