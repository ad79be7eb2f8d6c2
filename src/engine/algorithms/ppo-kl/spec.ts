import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const ppoKl = {
  id: 'ppo-kl',
  title: 'PPO, KL penalty',
  summary: 'Pays for KL, and doubles or halves the price whenever an update is far from the KL that δ asks.',
  slide: 'PPO: Adaptive KL Penalty',
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
      text: '*θ* ← Adam step up *L*^{IS}(*θ*) − *β*_{k} KL(*π*_{θₖ} ‖ *π*_{θ})',
      indent: 1,
      meaning:
        'What is gained in *L*^{IS} is paid for in KL, at the price *β*_{k}: going far has to be worth it. Plain steps of Adam suffice, without any Fisher matrix.',
    },
    {
      text: '*φ* ← Adam step down (*V*_{φ} − *Ĝ*)^{2}',
      indent: 1,
      meaning: 'The critic learns from the same minibatch: it moves towards the returns *Ĝ* that the batch suggests.',
    },
    {
      text: '*β*_{k+1} ← 2*β*_{k} if KL > 1.5*δ*, *β*_{k}/2 if KL < *δ*/1.5',
      meaning:
        'Too far, and KL costs twice as much in the next update; too timid, and it costs half. So the updates find their way to a KL near *δ*.',
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
    delta: reworded(fields.delta, {
      label: 'target KL',
      doc: 'The KL(π_old ‖ π_new) that β steers updates to; nothing enforces it.',
    }).default(0.01),
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
