/** What learns without a policy gradient: from an expert's actions, and by trying out candidates. */
import type { TunedAlgorithm } from '../history.ts';

/** A pass over twenty episodes is from 20 samples (the bandit) to 10,000 (CartPole). */
export const behaviorCloning: TunedAlgorithm = {
  'Bandit-v0': { totalSteps: 2000, learningRate: 3e-2, nEpisodes: 32, hidden: 'none', evalInterval: 100 },
  'TwoState-v0': { totalSteps: 50_000, learningRate: 1e-2, hidden: 'none', evalInterval: 2000 },
  'LQR-v0': { totalSteps: 50_000, learningRate: 1e-2, hidden: 'none', initialLogStd: -0.7, evalInterval: 2000 },
  'CliffWalking-v1': { totalSteps: 20_000, learningRate: 3e-2, hidden: 'none', evalInterval: 1000 },
  'FrozenLake-v1': { totalSteps: 50_000, learningRate: 3e-2, hidden: 'none', evalInterval: 2000 },
  'FrozenLake8x8-v1': { totalSteps: 100_000, learningRate: 3e-2, hidden: 'none', evalInterval: 5000 },
  'CartPole-v1': { learningRate: 3e-4 },
  'Pendulum-v1': { evalInterval: 4000 },
  'Acrobot-v1': { totalSteps: 100_000, evalInterval: 5000 },
  'MountainCar-v0': { normalizeObs: true },
  'MountainCarContinuous-v0': { totalSteps: 100_000, normalizeObs: true, evalInterval: 5000 },
};

/** Which episodes reach the goal is luck: it takes many of them to tell candidates apart. */
const CEM_LAKE = { nEpisodes: 16, extraNoise: 1, noiseGenerations: 60 } as const;

export const cem: TunedAlgorithm = {
  'Bandit-v0': { totalSteps: 10_000, evalInterval: 500 },
  'TwoState-v0': { totalSteps: 100_000, evalInterval: 4000 },
  'LQR-v0': { totalSteps: 200_000, evalInterval: 4000 },
  'FrozenLake-v1': { ...CEM_LAKE, totalSteps: 1_000_000, evalInterval: 20_000 },
  'FrozenLake8x8-v1': { ...CEM_LAKE, totalSteps: 2_000_000, evalInterval: 40_000 },
  'Pendulum-v1': {
    totalSteps: 2_000_000,
    nEpisodes: 3,
    initialStd: 2,
    extraNoise: 0.3,
    noiseGenerations: 100,
    hidden: '8',
    evalInterval: 40_000,
  },
  'Acrobot-v1': { nEpisodes: 3, normalizeObs: true },
  'MountainCar-v0': { totalSteps: 1_000_000, nEpisodes: 3, normalizeObs: true, evalInterval: 20_000 },
  'MountainCarContinuous-v0': { populationSize: 20, nEpisodes: 2, normalizeObs: true },
};
