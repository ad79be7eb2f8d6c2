import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const reinforce = {
  id: 'reinforce',
  title: 'REINFORCE',
  summary: 'Makes every action of a good episode likelier, by a step that nothing bounds.',
  slide: 'Policy Gradients',
  lines: [
    { text: 'collect trajectories *τ* by running *π*_{θ}' },
    { text: 'estimate returns *G*_{t} = Σ *γ*^{k} *r*_{t+k}' },
    { text: 'subtract the baseline: *Â*_{t} = *G*_{t} − *b*(*s*_{t})' },
    { text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t}' },
    { text: '*θ* ← *θ* + *α* *ĝ*' },
    { text: 'fit *b*(*s*) to the returns', runsWhen: { baseline: 'state' } },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(300_000),
    nEpisodes: fields.nEpisodes.default(8),
    optimizer: fields.optimizer.default('adam'),
    learningRate: fields.learningRate.default(3e-3),
    stepSize: fields.stepSize.default(0.1),
    gamma: fields.gamma.default(0.99),
    baseline: fields.baseline.default('state'),
    valueLearningRate: fields.valueLearningRate.default(1e-2),
    valueSteps: fields.valueSteps.default(10),
    normalizeAdvantage: fields.normalizeAdvantage.default(false),
    entCoef: fields.entCoef.default(0),
    maxGradNorm: fields.maxGradNorm.default(0),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['stepSize', 'learningRate', 'gamma', 'nEpisodes'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
