/** Many actors, each with few steps for an update: in step, asynchronous, and held by a trust region. */
import type { TunedAlgorithm } from '../history.ts';
import { BANDIT, LARGER_LAKE, LQR, PENDULUM_BY_SHORT_STEPS, TWO_STATE } from './problems.ts';

export const a2c: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nEnvs: 16, nSteps: 2, learningRate: 1e-2 },
  'TwoState-v0': { ...TWO_STATE, nSteps: 50, learningRate: 3e-2 },
  'LQR-v0': { ...LQR, learningRate: 1e-2 },
  'Pendulum-v1': {
    ...PENDULUM_BY_SHORT_STEPS,
    nSteps: 16,
    learningRate: 2e-3,
    gaeLambda: 0.9,
    normalizeAdvantage: true,
    normalizeObs: true,
  },
  'Acrobot-v1': { nEnvs: 16 },
};

const A3C_LAKE = { learningRate: 1e-2, entCoef: 0.01, hidden: 'none' } as const;

/** As A2C, but a gradient comes from one worker's steps alone: fewer of them for each, more updates. */
export const a3c: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nSteps: 2, learningRate: 1e-2 },
  'TwoState-v0': { ...TWO_STATE, nEnvs: 2, nSteps: 50, learningRate: 3e-2 },
  'LQR-v0': { ...LQR, learningRate: 1e-2 },
  'CliffWalking-v1': { learningRate: 1e-2, normalizeReward: true, entCoef: 0.01, hidden: 'none' },
  'FrozenLake-v1': A3C_LAKE,
  'FrozenLake8x8-v1': { ...A3C_LAKE, ...LARGER_LAKE },
  'Pendulum-v1': {
    ...PENDULUM_BY_SHORT_STEPS,
    nEnvs: 8,
    nSteps: 16,
    learningRate: 2e-3,
    gaeLambda: 0.9,
    normalizeAdvantage: true,
  },
  'Acrobot-v1': { nEnvs: 8 },
};

export const a2cTrustRegion: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nSteps: 2, learningRate: 1e-2 },
  'TwoState-v0': { ...TWO_STATE, nEnvs: 8, nSteps: 50, learningRate: 3e-2, normalizeAdvantage: true },
  'LQR-v0': { ...LQR, nEnvs: 8, learningRate: 3e-2, normalizeAdvantage: true },
  'Pendulum-v1': {
    ...PENDULUM_BY_SHORT_STEPS,
    nEnvs: 8,
    gaeLambda: 0.9,
    normalizeAdvantage: true,
    normalizeObs: true,
  },
};
