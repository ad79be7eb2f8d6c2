import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const trpo = {
  id: 'trpo',
  title: 'TRPO',
  summary: 'Takes the natural step without ever writing the Fisher matrix down, and checks it before it keeps it.',
  slide: 'Trust Region Policy Optimization',
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
      text: '*ĝ* ← ∇_{θ} *L*_{θₖ}(*θ*) at *θ*_{k}',
      meaning:
        'The gradient of the surrogate *L*, which is the mean of *r*_{t} *Â*_{t}. At *θ*_{k}, where all ratios *r*_{t} are 1, it is the policy gradient itself.',
    },
    {
      text: '*f*(*v*) = *H v*, with the Hessian *H* of KL',
      meaning:
        'Nobody writes *H* (on other slides *F*) down. A pass forwards and one back give *H* times any vector, and that is all the next line asks for.',
    },
    {
      text: '*x* ≈ *H*^{−1} *ĝ*, by *n*_{cg} iterations of CG',
      meaning:
        'Conjugate gradient: each iteration costs one product with *H*, and goes in a direction that leaves what the earlier ones achieved untouched. A few come close to the natural gradient.',
    },
    {
      text: 'Δ ← √(2*δ* / *x*ᵀ*Hx*) *x*',
      meaning: 'Stretch *x* to the length at which the quadratic model says KL = *δ*.',
    },
    {
      text: 'for *j* = 0, 1, … *L*: *θ* ← *θ*_{k} + *α*^{j} Δ',
      meaning:
        'Try the whole step, then *α* of it, then *α*^{2} … The models are good near *θ*_{k} only, so the candidates come nearer.',
    },
    {
      text: 'if *L*_{θₖ}(*θ*) ≥ 0 and KL ≤ *δ*: accept',
      indent: 1,
      meaning:
        'Keep the first candidate for which the batch itself says: the surrogate has not fallen, and KL is at most *δ*. If none passes, *θ* stays where it was.',
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
    form: fields.form.default('constraint'),
    delta: reworded(fields.delta, { when: { key: 'form', is: ['constraint'] } }).default(0.02),
    beta: reworded(fields.beta, {
      label: 'KL penalty',
      symbol: '*β*',
      doc: 'Price of KL in L − β KL: the proposed step is F⁻¹ĝ / β.',
      structural: false,
      when: { key: 'form', is: ['penalty'] },
    }).default(5),
    cgIterations: fields.cgIterations.default(10),
    cgDamping: fields.cgDamping.default(0.1),
    backtrack: fields.backtrack.default(0.8),
    lineSearchSteps: fields.lineSearchSteps.default(10),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(true),
    valueLearningRate: fields.valueLearningRate.default(3e-3),
    nCriticUpdates: fields.nCriticUpdates.default(10),
    batchSize: fields.batchSize.default(128),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['delta', 'beta', 'cgIterations', 'nSteps'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
