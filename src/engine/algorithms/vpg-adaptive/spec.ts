import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

/** α_0: from then on it adapts, so that changing it means beginning anew. */
const firstRate = reworded(fields.learningRate, {
  label: 'first learning rate',
  symbol: '*α*_{0}',
  structural: true,
});

export const vpgAdaptive = {
  id: 'vpg-adaptive',
  title: 'Vanilla PG, adaptive',
  summary: 'A plain policy gradient that measures the KL of each step and sets the next learning rate by it.',
  slide: 'PPO: performance comparison (vanilla PG, adaptive)',
  lines: [
    {
      text: 'collect trajectories by running *π*_{θ}',
      meaning: 'Run the policy as it stands, and write down states, actions and rewards.',
    },
    {
      text: 'estimate *Â*_{t} by GAE(*λ*)',
      meaning:
        'Generalised advantage estimation mixes advantages over one, two, three … steps, with weights that fall by *λ*: near 0 it trusts the critic, near 1 the rewards.',
    },
    {
      text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t}',
      meaning:
        'Each sample pulls *θ* towards making its action likelier, as strongly as *Â*_{t} says, or rarer where *Â*_{t} is negative.',
    },
    { text: '*θ* ← *θ* + *α*_{k} *ĝ*, by Adam', meaning: 'One step by Adam, of a size that the step before has set.' },
    {
      text: '*α*_{k+1} ← *α*_{k}/2 if KL > 1.5*δ*, 2*α*_{k} if KL < *δ*/1.5',
      meaning:
        'Measure the KL that the step has cost. If that was too much, the next rate is half as large; if too little, twice.',
    },
    {
      text: 'fit *V*_{φ} to *Ĝ*',
      meaning: 'The critic moves towards the returns *Ĝ*, so that the next advantages are judged better.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(500_000),
    nEnvs: fields.nEnvs.default(16),
    nSteps: fields.nSteps.default(128),
    learningRate: firstRate.default(3e-3),
    delta: reworded(fields.delta, {
      label: 'target KL',
      doc: 'The KL(π_old ‖ π_new) that the learning rate steers updates to; nothing enforces it.',
    }).default(0.005),
    valueLearningRate: fields.valueLearningRate.default(3e-3),
    valueSteps: fields.valueSteps.default(10),
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
  liveFields: ['delta', 'learningRate', 'nSteps', 'gamma'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
