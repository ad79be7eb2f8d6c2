import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const ddpg = {
  id: 'ddpg',
  title: 'DDPG',
  summary: 'Learns what every action is worth, and lets the policy climb that hill by the chain rule.',
  slide: 'Deep Deterministic Policy Gradients',
  lines: [
    {
      text: 'repeat *T* times: do *a* = *μ*_{θ}(*s*) + noise, keep (*s*, *a*, *r*, *s*′) in *D*',
      meaning:
        'Act as the deterministic policy says, plus some noise that tries other things, and remember each transition. The critic learns from any action, so old transitions stay useful.',
    },
    {
      text: 'draw a minibatch from *D*',
      indent: 1,
      meaning:
        'A random handful of all that is remembered: samples that hardly depend on each other, from many earlier policies.',
    },
    {
      text: '*y* ← *r* + *γ* *Q*_{φ′}(*s*′, *μ*_{θ′}(*s*′))',
      indent: 1,
      meaning:
        'What the action was worth: its reward, and, unless the task ended there, the discounted value of what the policy would do next. Slow copies *θ*′ and *φ*′ are asked, so that the target moves slowly.',
    },
    {
      text: '*φ* ← Adam step down (*Q*_{φ}(*s*, *a*) − *y*)^{2}',
      indent: 1,
      meaning: 'Teach *Q*_{φ} these targets by least squares: a critic of actions, not of states alone.',
    },
    {
      text: '*θ* ← Adam step up ∂*Q*_{φ}/∂*a* · d*μ*_{θ}(*s*)/d*θ*',
      indent: 1,
      meaning:
        'Ask the critic which way each action should change to be worth more, and move *θ* so that actions go there: the chain rule, without sampling any action.',
    },
    {
      text: '*θ*′, *φ*′ ← *τ* (*θ*, *φ*) + (1 − *τ*) (*θ*′, *φ*′)',
      indent: 1,
      meaning:
        'The slow copies go a small part *τ* of the way. They make the targets almost stand still, so that the critic does not chase itself.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(20_000),
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
    actionNoise: fields.actionNoise.default('gaussian'),
    noiseSigma: fields.noiseSigma.default(0.1),
    noiseTheta: fields.noiseTheta.default(0.15),
    hidden: fields.hidden.default('64-64'),
    valueHidden: reworded(fields.valueHidden, { doc: 'Widths of the hidden layers of Q_φ.' }).default('64-64'),
    activation: fields.activation.default('relu'),
    evalInterval: fields.evalInterval.default(2000),
  }),
  liveFields: ['noiseSigma', 'tau', 'learningRate', 'gamma'],
  actionKinds: ['box'],
} as const satisfies AlgorithmSpec;
