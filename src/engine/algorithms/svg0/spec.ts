import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const svg0 = {
  id: 'svg0',
  title: 'SVG(0)',
  summary: 'Draws the noise first, so that an action drawn at random is a function that one can differentiate.',
  slide: 'Stochastic Value Gradients',
  lines: [
    { text: 'repeat *T* times: do *a* = *μ*_{θ}(*s*) + *σ*_{θ} *z*, *z* ~ N(0, I); keep (*s*, *a*, *r*, *s*′) in *D*' },
    { text: 'draw a minibatch from *D*', indent: 1 },
    { text: '*y* ← *r* + *γ* *Q*_{φ′}(*s*′, *a*′), *a*′ ~ *π*_{θ′}(·|*s*′)', indent: 1 },
    { text: '*φ* ← Adam step down (*Q*_{φ}(*s*, *a*) − *y*)^{2}', indent: 1 },
    { text: '*θ* ← Adam step up ∂*Q*_{φ}/∂*a* · d(*μ*_{θ}(*s*) + *σ*_{θ} *z*)/d*θ*, new *z*', indent: 1 },
    { text: '*θ*′, *φ*′ ← *τ* (*θ*, *φ*) + (1 − *τ*) (*θ*′, *φ*′)', indent: 1 },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(40_000),
    nSteps: reworded(fields.nSteps, {
      label: 'steps an iteration',
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
      doc: "Adam's rate for Q_φ.",
    }).default(1e-3),
    gamma: fields.gamma.default(0.99),
    tau: fields.tau.default(0.005),
    sigma: fields.sigma.default('global'),
    initialLogStd: fields.initialLogStd.default(-1),
    sigmaMin: fields.sigmaMin.default(0.1),
    hidden: fields.hidden.default('64-64'),
    valueHidden: reworded(fields.valueHidden, { doc: 'Widths of the hidden layers of Q_φ.' }).default('64-64'),
    activation: fields.activation.default('relu'),
    evalInterval: fields.evalInterval.default(2000),
  }),
  liveFields: ['tau', 'learningRate', 'valueLearningRate', 'gamma'],
  actionKinds: ['box'],
} as const satisfies AlgorithmSpec;
