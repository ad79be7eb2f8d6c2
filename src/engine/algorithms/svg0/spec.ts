import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const svg0 = {
  id: 'svg0',
  title: 'SVG(0)',
  summary: 'Draws the noise first, so that an action drawn at random is a function that one can differentiate.',
  slide: 'Stochastic Value Gradients',
  lines: [
    {
      text: 'repeat *T* times: do *a* = *μ*_{θ}(*s*) + *σ*_{θ} *z*, *z* ~ N(0, I); keep (*s*, *a*, *r*, *s*′) in *D*',
      meaning:
        'The noise *z* is drawn first, and the action follows from it by a formula. So exploration is a part of the policy, which can be learned as well.',
    },
    {
      text: 'draw a minibatch from *D*',
      indent: 1,
      meaning:
        'A random handful of all that is remembered: samples that hardly depend on each other, from many earlier policies.',
    },
    {
      text: '*y* ← *r* + *γ* *Q*_{φ′}(*s*′, *a*′), *a*′ ~ *π*_{θ′}(·|*s*′)',
      indent: 1,
      meaning:
        'What the action was worth: its reward, and, unless the task ended there, the discounted value of an action that the slow copy of the policy draws in the next state.',
    },
    {
      text: '*φ* ← Adam step down (*Q*_{φ}(*s*, *a*) − *y*)^{2}',
      indent: 1,
      meaning: 'Teach *Q*_{φ} these targets by least squares.',
    },
    {
      text: '*θ* ← Adam step up ∂*Q*_{φ}/∂*a* · d(*μ*_{θ}(*s*) + *σ*_{θ} *z*)/d*θ*, new *z*',
      indent: 1,
      meaning:
        'With *z* held fixed, the sampled action is a smooth function of *θ*: the slope of *Q*_{φ} flows through it into *μ* and *σ* alike.',
    },
    {
      text: '*θ*′, *φ*′ ← *τ* (*θ*, *φ*) + (1 − *τ*) (*θ*′, *φ*′)',
      indent: 1,
      meaning:
        'The slow copies go a small part *τ* of the way. They make the targets almost stand still, so that the critic does not chase itself.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(40_000),
    nSteps: reworded(fields.nSteps, {
      label: 'steps per iteration',
      doc: 'Environment steps between two points of the curve; what is learned does not depend on it.',
      structural: false,
    }).default(200),
    bufferSize: fields.bufferSize.default(100_000),
    batchSize: fields.batchSize.default(64),
    learningStarts: fields.learningStarts.default(1000),
    trainFreq: fields.trainFreq.default(1),
    gradientSteps: fields.gradientSteps.default(1),
    learningRate: fields.learningRate.default(1e-3),
    valueLearningRate: reworded(fields.valueLearningRate, {
      label: 'critic learning rate',
      doc: 'Adam’s rate for Q_φ.',
    }).default(1e-3),
    gamma: fields.gamma.default(0.99),
    tau: fields.tau.default(0.005),
    sigma: fields.sigma.default('global'),
    initialLogStd: reworded(fields.initialLogStd, {
      doc: 'Logarithm, at the start, of what σ has above its least value.',
    }).default(-1),
    sigmaMin: fields.sigmaMin.default(0.1),
    hidden: fields.hidden.default('64-64'),
    valueHidden: reworded(fields.valueHidden, { doc: 'Widths of the hidden layers of Q_φ.' }).default('64-64'),
    activation: fields.activation.default('relu'),
    evalInterval: fields.evalInterval.default(2000),
  }),
  liveFields: ['tau', 'learningRate', 'valueLearningRate', 'gamma'],
  actionKinds: ['box'],
} as const satisfies AlgorithmSpec;
