import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const npg = {
  id: 'npg',
  title: 'Natural policy gradient',
  summary: 'Measures a step by how far it moves the policy: solves for it with the whole Fisher matrix.',
  slide: 'Natural Gradient Descent',
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
      text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t}',
      meaning: 'The plain policy gradient: the steepest way up, where distances are measured in *θ*.',
    },
    {
      text: '*H* ← Fisher information matrix of *π*_{θₖ}',
      meaning:
        'How fast does the policy change with each parameter? *H*, on other slides *F*, is the curvature of KL(*π*_{θₖ} ‖ *π*_{θ}) at *θ*_{k}, with a row and a column for every parameter.',
    },
    {
      text: 'solve *Hx* = *ĝ* by Cholesky',
      meaning:
        '*x* is the steepest way up, where distances are measured in KL. Cholesky takes of the order of *n*^{3} operations for *n* parameters; some damping on the diagonal keeps *H* solvable.',
    },
    {
      text: '*θ* ← *θ*_{k} + √(2*δ* / *ĝ*ᵀ*x*) *x*',
      meaning: 'As far along *x* as should cost a KL of *δ*, if KL were quadratic. Nobody looks whether it was.',
    },
    {
      text: 'fit *V*_{φ} to the returns',
      meaning:
        'The critic goes over the batch a few times, towards the returns *Ĝ*, so that the next advantages are judged better.',
    },
    { text: '*k* ← *k* + 1', meaning: 'The new policy collects the next batch.' },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(100_000),
    nEnvs: fields.nEnvs.default(16),
    nSteps: fields.nSteps.default(64),
    fisher: fields.fisher.default('hessian'),
    stepRule: fields.stepRule.default('kl'),
    delta: reworded(fields.delta, { when: { key: 'stepRule', is: ['kl'] } }).default(0.02),
    stepSize: reworded(fields.stepSize, {
      doc: 'The α of θ_new = θ_old + α F⁻¹ĝ.',
      when: { key: 'stepRule', is: ['fixed'] },
    }).default(0.2),
    lambda: fields.lambda.default(5),
    cgDamping: reworded(fields.cgDamping, { scale: 'log', slider: [1e-6, 1] }).default(0.01),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(true),
    valueLearningRate: fields.valueLearningRate.default(3e-3),
    nCriticUpdates: fields.nCriticUpdates.default(10),
    batchSize: fields.batchSize.default(128),
    hidden: fields.hidden.default('24'),
    valueHidden: fields.valueHidden.default('32-32'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['stepRule', 'delta', 'stepSize', 'lambda', 'fisher'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
