import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

/** Delays that mean something where they are simulated only. */
const simulated = { when: { key: 'mode', is: ['simulated'] } };

export const a3c = {
  id: 'a3c',
  title: 'A3C',
  summary: 'Many actors, none waiting for another: each learns from a copy of θ that has gone stale meanwhile.',
  slide: 'Actor-critic: asynchronous parallel',
  lines: [
    {
      text: 'each of *N* workers, when idle: *θ*′ ← *θ*, *φ*′ ← *φ*',
      meaning:
        'A worker with nothing to do copies the parameters as they stand at that moment. From then on its copy grows stale, for the others go on updating *θ*.',
    },
    {
      text: 'it runs *π*_{θ′} for *T* steps in its own environments',
      meaning: 'It acts with its own copy, in its own environments, and waits for nobody.',
    },
    {
      text: '*Â*_{t} ← *r*_{t} + *γr*_{t+1} + … + *γ*^{n} *V*_{φ′}(*s*_{t+n}) − *V*_{φ′}(*s*_{t})',
      meaning:
        'Real rewards for a while, then the critic’s guess for the rest, minus what it had expected. More rewards: less bias from the critic, more noise. *λ* below 1 mixes all lengths *n*.',
    },
    {
      text: '*ĝ* ← mean of ∇ log *π*_{θ′}(*a*_{t}|*s*_{t}) *Â*_{t}',
      meaning: 'The worker computes the gradient itself, at its stale *θ*′.',
    },
    {
      text: '*ĝ* arrives, and *θ* has moved on: *θ* ← *θ* + *α* *ĝ*, by an Adam that all share',
      meaning:
        'The gradient was made for the *θ* of some updates ago and is applied to the *θ* of now: the price of never waiting. How many updates lie between is its staleness.',
    },
    {
      text: '*φ* ← Adam step down (*V*_{φ′} − *Ĝ*)^{2}',
      meaning: 'The worker’s gradient of the value loss arrives with the other one and moves the shared *φ*.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(500_000),
    mode: fields.mode.default('simulated'),
    nWorkers: fields.nWorkers.default(4),
    nEnvs: reworded(fields.nEnvs, {
      label: 'environments per worker',
      doc: 'Copies of the environment that each worker runs side by side.',
      slider: [1, 16],
    }).default(4),
    nSteps: reworded(fields.nSteps, { slider: [4, 256] }).default(32),
    nUpdates: fields.nUpdates.default(4),
    meanDelay: reworded(fields.meanDelay, simulated).default(16),
    delayJitter: reworded(fields.delayJitter, simulated).default(0.5),
    slowestWorker: reworded(fields.slowestWorker, simulated).default(1.5),
    learningRate: fields.learningRate.default(3e-3),
    annealing: fields.annealing.default(true),
    gamma: fields.gamma.default(0.99),
    gaeLambda: fields.gaeLambda.default(0.95),
    normalizeAdvantage: fields.normalizeAdvantage.default(false),
    entCoef: fields.entCoef.default(0),
    vfCoef: fields.vfCoef.default(0.5),
    maxGradNorm: fields.maxGradNorm.default(0.5),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['mode', 'nWorkers', 'slowestWorker', 'learningRate'],
  actionKinds: ['discrete', 'box'],
  neverTheSame: { key: 'mode', is: ['workers'] },
} as const satisfies AlgorithmSpec;
