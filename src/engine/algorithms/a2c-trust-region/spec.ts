import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const a2cTrustRegion = {
  id: 'a2c-trust-region',
  title: 'A2C, trust region',
  summary: 'A2C that holds every sample’s gradient back where it would leave an average of past policies too fast.',
  slide: 'PPO: performance comparison (A2C, trust region)',
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
      text: '*g*_{t} ← ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t}, in the policy’s outputs',
      meaning: 'Which way would each sample like the policy’s outputs in its state to go? No network is in this yet.',
    },
    {
      text: '*k*_{t} ← ∇ KL(*π*_{avg} ‖ *π*_{θ}), in the policy’s outputs',
      meaning: 'Which way would those outputs leave the average policy fastest?',
    },
    {
      text: '*z*_{t} ← *g*_{t} − max(0, (*k*ᵀ*g* − *δ*)/‖*k*‖^{2}) *k*_{t}',
      meaning:
        'If following *g*_{t} would raise that KL by more than *δ*, to first order, then just as much is taken away of what points outwards. All else stays.',
    },
    {
      text: '*θ* ← Adam step along the mean of *z*_{t}, pulled back to *θ*',
      meaning:
        'Only now the network is asked: the mean of all *z*_{t} is pulled back to *θ*, and Adam takes a step along it.',
    },
    {
      text: '*φ* ← Adam step down (*V*_{φ} − *Ĝ*)^{2}',
      meaning: 'The critic moves towards the returns *Ĝ* that this batch suggests.',
    },
    {
      text: '*θ*_{avg} ← *κ* *θ*_{avg} + (1 − *κ*) *θ*',
      meaning:
        'The average keeps a share *κ* of itself and follows slowly. It remembers where the policy has been, and the next samples are held back from leaving it.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(500_000),
    nEnvs: fields.nEnvs.default(16),
    nSteps: fields.nSteps.default(16),
    learningRate: fields.learningRate.default(2e-3),
    annealing: fields.annealing.default(true),
    delta: reworded(fields.delta, {
      doc: 'How much KL to the average policy one sample may add, by its slope.',
    }).default(0.1),
    averageDecay: fields.averageDecay.default(0.99),
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
  liveFields: ['delta', 'learningRate', 'averageDecay', 'nSteps'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
