import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields } from '../fields.ts';

export const reinforce = {
  id: 'reinforce',
  title: 'REINFORCE',
  summary: 'Makes every action of a good episode likelier, by a step that nothing bounds.',
  slide: 'Policy Gradients',
  lines: [
    {
      text: 'collect trajectories *τ* by running *π*_{θ}',
      meaning:
        'Play whole episodes with the policy as it stands, and write down every state, action and reward. Another *θ* would have seen other things, so each update needs fresh ones.',
    },
    {
      text: 'estimate returns *G*_{t} = Σ *γ*^{k} *r*_{t+k}',
      meaning:
        'The return *G*_{t} of a step is all the reward from there on, each later one discounted by another *γ*. What came before the action cannot have been its merit.',
    },
    {
      text: 'subtract the baseline: *Â*_{t} = *G*_{t} − *b*(*s*_{t})',
      meaning:
        'Compare each return with what was to be expected, so that an action is praised only for doing better. Any *b*(*s*) leaves the expected gradient as it is; a good one takes away much of its variance.',
    },
    {
      text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t}',
      meaning:
        'Each sample pulls *θ* towards making its action likelier, as strongly as *Â*_{t} says, or rarer where *Â*_{t} is negative. Their mean tells which way the expected return grows; the factor *γ*^{t} that would make this exact is left out, as usual.',
    },
    {
      text: '*θ* ← *θ* + *α* *ĝ*',
      meaning:
        'One step along *ĝ*; Adam first scales each component by its usual size. Nothing asks how far the policy itself moves: the same step in *θ* can change it hardly at all, or ruin it.',
    },
    {
      text: 'fit *b*(*s*) to the returns',
      runsWhen: { baseline: 'state' },
      meaning:
        'The baseline moves towards the returns just seen, so that it knows better what to expect of the next batch.',
    },
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
