import { z } from 'zod';
import type { AlgorithmSpec } from '../algorithm.ts';
import { fields, reworded } from '../fields.ts';

/** Fields that mean something in one of the two designs only. */
const inTwoNetworks = { when: { key: 'sharedNetwork', is: [false] } };
const inOneNetwork = { when: { key: 'sharedNetwork', is: [true] } };

export const actorCritic = {
  id: 'actor-critic',
  title: 'Actor-critic',
  summary: 'Asks a fitted value function how good an action was, instead of waiting for the whole return.',
  slide: 'Actor-critic',
  lines: [
    {
      text: 'sample trajectories {*s*_{t}, *a*_{t}} by running *π*_{θ}',
      meaning: 'Run the policy as it stands, and write down states, actions and rewards.',
    },
    {
      text: 'fit *V*_{φ}(*s*) by Monte Carlo or TD estimation',
      meaning:
        'Teach *V*_{φ} what a state is worth under this policy: from all that followed it (Monte Carlo), or from one reward and its own guess of the rest (TD).',
    },
    {
      text: '*Â*_{t} ← *r*_{t} + *γV*_{φ}(*s*_{t+1}) − *V*_{φ}(*s*_{t})',
      meaning:
        'How much better did it go than *V*_{φ} had expected? One reward and the value of the next state stand in for the whole return: less noise, at the price of the critic’s errors.',
    },
    {
      text: '*ĝ* ← mean of ∇ log *π*_{θ}(*a*_{t}|*s*_{t}) *Â*_{t}',
      meaning:
        'Actions with positive *Â*_{t} become likelier, those with negative *Â*_{t} rarer. *Â*_{t} is data here: no gradient flows through it.',
    },
    {
      text: '*θ* ← *θ* + *α* *ĝ*',
      meaning:
        'One step of the policy along *ĝ*; Adam first scales each component by its usual size. Nobody asks how far that moves the probabilities.',
    },
  ],
  config: z.object({
    totalSteps: fields.totalSteps.default(500_000),
    nEpisodes: fields.nEpisodes.default(8),
    critic: fields.critic.default('td'),
    returnSteps: fields.returnSteps.default(10),
    gaeLambda: fields.gaeLambda.default(0.95),
    sharedNetwork: fields.sharedNetwork.default(false),
    optimizer: fields.optimizer.default('adam'),
    learningRate: fields.learningRate.default(3e-3),
    stepSize: fields.stepSize.default(0.1),
    valueLearningRate: reworded(fields.valueLearningRate, inTwoNetworks).default(3e-3),
    valueSteps: reworded(fields.valueSteps, inTwoNetworks).default(20),
    vfCoef: reworded(fields.vfCoef, inOneNetwork).default(0.5),
    gamma: fields.gamma.default(0.99),
    normalizeAdvantage: fields.normalizeAdvantage.default(true),
    entCoef: fields.entCoef.default(0),
    maxGradNorm: fields.maxGradNorm.default(0),
    hidden: fields.hidden.default('64-64'),
    activation: fields.activation.default('tanh'),
    initialLogStd: fields.initialLogStd.default(0),
    normalizeObs: fields.normalizeObs.default(false),
    normalizeReward: fields.normalizeReward.default(false),
    evalInterval: fields.evalInterval.default(10_000),
  }),
  liveFields: ['learningRate', 'critic', 'gamma', 'nEpisodes'],
  actionKinds: ['discrete', 'box'],
} as const satisfies AlgorithmSpec;
