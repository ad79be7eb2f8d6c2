import type { TunedTable } from './history.ts';

/** Version 1 of the tuned defaults: only what differs from the algorithm's schema. */
export const tunedV1: TunedTable = {
  reinforce: {
    'Bandit-v0': {
      totalSteps: 10_000,
      nEpisodes: 32,
      optimizer: 'sgd',
      stepSize: 0.5,
      baseline: 'constant',
      hidden: 'none',
      evalInterval: 500,
    },
    'CartPole-v1': { normalizeAdvantage: true },
    'Pendulum-v1': {
      totalSteps: 500_000,
      nEpisodes: 16,
      gamma: 0.95,
      learningRate: 1e-3,
      normalizeAdvantage: true,
      normalizeObs: true,
      initialLogStd: 0.5,
    },
  },
  'ppo-clip': {
    'Bandit-v0': {
      totalSteps: 10_000,
      nEnvs: 16,
      nSteps: 8,
      nEpochs: 4,
      batchSize: 32,
      learningRate: 1e-2,
      hidden: 'none',
      evalInterval: 500,
    },
    'CartPole-v1': {
      nEnvs: 16,
      nSteps: 32,
      nEpochs: 4,
      batchSize: 128,
      learningRate: 4e-3,
      annealing: true,
      gamma: 0.98,
      gaeLambda: 0.9,
      hidden: '32-32',
    },
    'Pendulum-v1': {
      nEnvs: 4,
      nSteps: 512,
      batchSize: 128,
      gamma: 0.9,
      maxGradNorm: 0.5,
      normalizeReward: true,
    },
  },
};
