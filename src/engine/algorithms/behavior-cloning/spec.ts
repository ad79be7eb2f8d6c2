import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

export const behaviorCloning = {
  id: 'behavior-cloning',
  title: 'Behaviour cloning',
  summary: 'Supervised learning: makes an expert’s actions likelier, on data that the policy does not change.',
  slide: 'What is the underlying objective function?',
  lines: [
    {
      text: 'collect *τ* by running the expert *π*^{∗}, once',
      meaning: 'An expert plays, once and for all. This data never depends on what the learner does.',
    },
    {
      text: 'repeat *K* times, for each minibatch of (*s*, *ã*)',
      meaning: 'Pass over the expert’s samples *K* times, in small random portions.',
    },
    {
      text: '*ĝ* ← mean of ∇ log *π*_{θ}(*ã*_{t}|*s*_{t})',
      indent: 1,
      meaning:
        'Maximum likelihood: every action of the expert pulls *θ* towards making it likelier, each with weight 1. In this place the policy gradient has *Â*_{t}.',
    },
    {
      text: '*θ* ← *θ* + *α* *ĝ*',
      indent: 1,
      meaning: 'One step. A bad one costs little here: the data is as good as before, and the next step can repair it.',
    },
    {
      text: 'run *π*_{θ}, to see what it earns by itself',
      meaning:
        'The clone is sent out by itself, into states that the expert may never have shown it. This is for us to see; it learns nothing from it.',
    },
  ],
  config: z.object({
    totalSteps: reworded(fields.totalSteps, {
      label: 'total samples',
      doc: 'Expert samples after which the run ends, each counted every time it is learned from; these are its steps.',
    }).default(200_000),
    expertEpisodes: fields.expertEpisodes.default(20),
    nEpochs: reworded(fields.nEpochs, {
      doc: 'Passes over the expert’s samples before the policy is run again.',
    }).default(1),
    batchSize: fields.batchSize.default(64),
    optimizer: fields.optimizer.default('adam'),
    learningRate: fields.learningRate.default(1e-3),
    stepSize: fields.stepSize.default(0.1),
    entCoef: fields.entCoef.default(0),
    maxGradNorm: fields.maxGradNorm.default(0),
    nEpisodes: reworded(fields.nEpisodes, {
      doc: 'Episodes that π_θ runs after each iteration to show what it earns; nothing is learned from them.',
      slider: [1, 32],
    }).default(8),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    evalInterval: reworded(fields.evalInterval, {
      doc: 'Expert samples between two evaluations of the greedy policy.',
    }).default(10_000),
  }),
  liveFields: ['learningRate', 'stepSize', 'expertEpisodes', 'nEpochs'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
