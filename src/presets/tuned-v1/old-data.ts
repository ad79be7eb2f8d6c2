/** A batch used many times: with nothing to hold the policy near, and as PPO does. */
import type { TunedAlgorithm } from '../history.ts';
import { BANDIT, LARGER_LAKE, LQR, MOUNTAIN_CAR, MOUNTAIN_CAR_CONTINUOUS, PENDULUM, TWO_STATE } from './problems.ts';

export const isPg: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nEnvs: 16, nSteps: 8, batchSize: 32, learningRate: 1e-2 },
  'TwoState-v0': { ...TWO_STATE, nEnvs: 16, nSteps: 50, batchSize: 200, learningRate: 1e-2 },
  'LQR-v0': { ...LQR, nEnvs: 16, nSteps: 50, batchSize: 200, learningRate: 3e-3 },
  'Pendulum-v1': { totalSteps: 500_000, batchSize: 1024, learningRate: 1e-3, gamma: 0.9, normalizeReward: true },
};

const PPO_LAKE = { totalSteps: 500_000, learningRate: 1e-2, entCoef: 0.01, hidden: 'none' } as const;

/** What PPO learns with, whichever way it keeps the policy near. */
export const ppo: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nEnvs: 16, nSteps: 8, nEpochs: 4, batchSize: 32, learningRate: 1e-2 },
  'TwoState-v0': { ...TWO_STATE, nEnvs: 16, nSteps: 50, nEpochs: 4, batchSize: 200, learningRate: 1e-2 },
  'LQR-v0': { ...LQR, nEnvs: 16, nSteps: 50, batchSize: 200, learningRate: 3e-3, annealing: true },
  'CliffWalking-v1': { ...PPO_LAKE, normalizeReward: true },
  'FrozenLake-v1': PPO_LAKE,
  'FrozenLake8x8-v1': { ...PPO_LAKE, ...LARGER_LAKE, nEnvs: 16 },
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
  'Pendulum-v1': { ...PENDULUM, batchSize: 128, maxGradNorm: 0.5 },
  'Acrobot-v1': { totalSteps: 500_000, nEnvs: 16, nSteps: 256, nEpochs: 4, gaeLambda: 0.94, normalizeObs: true },
  'MountainCar-v0': { ...MOUNTAIN_CAR, nEnvs: 16, nEpochs: 4 },
  'MountainCarContinuous-v0': { ...MOUNTAIN_CAR_CONTINUOUS, initialLogStd: 0.5 },
};
