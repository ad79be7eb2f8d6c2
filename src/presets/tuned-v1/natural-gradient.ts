/** One step along F⁻¹ĝ a batch: NPG, and TRPO, which checks it. */
import type { TunedAlgorithm } from '../history.ts';
import { BANDIT, LARGER_LAKE, LQR, MOUNTAIN_CAR, MOUNTAIN_CAR_CONTINUOUS, PENDULUM, TWO_STATE } from './problems.ts';

const NPG_LAKE = { totalSteps: 200_000, valueLearningRate: 1e-2, hidden: 'none', valueHidden: 'none' } as const;

export const npg: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nSteps: 8, valueHidden: 'none' },
  'TwoState-v0': { ...TWO_STATE, nSteps: 50, valueHidden: 'none' },
  // A fixed α, so that steps shrink with the gradient and the gain comes to rest at the best one.
  'LQR-v0': {
    totalSteps: 600_000,
    nEnvs: 128,
    nSteps: 50,
    stepRule: 'fixed',
    stepSize: 0.3,
    gamma: 0.9,
    gaeLambda: 0.5,
    normalizeAdvantage: false,
    valueLearningRate: 1e-2,
    hidden: 'none',
  },
  'CliffWalking-v1': NPG_LAKE,
  'FrozenLake-v1': NPG_LAKE,
  'FrozenLake8x8-v1': { ...NPG_LAKE, ...LARGER_LAKE },
  'CartPole-v1': { gamma: 0.98 },
  'Pendulum-v1': PENDULUM,
  'Acrobot-v1': { cgDamping: 0.1, normalizeObs: true },
  'MountainCar-v0': MOUNTAIN_CAR,
  'MountainCarContinuous-v0': { ...MOUNTAIN_CAR_CONTINUOUS, delta: 0.01, initialLogStd: 0.5 },
};

const TRPO_LAKE = { totalSteps: 200_000, cgDamping: 0.01, valueLearningRate: 1e-2, hidden: 'none' } as const;

export const trpo: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nSteps: 8 },
  'TwoState-v0': { ...TWO_STATE, nSteps: 50 },
  'LQR-v0': { ...LQR, nEnvs: 64, nSteps: 50, cgDamping: 0.01, valueLearningRate: 1e-2 },
  'CliffWalking-v1': TRPO_LAKE,
  'FrozenLake-v1': TRPO_LAKE,
  'FrozenLake8x8-v1': { ...TRPO_LAKE, ...LARGER_LAKE },
  'CartPole-v1': { gamma: 0.98, hidden: '32-32' },
  'Pendulum-v1': { ...PENDULUM, delta: 0.01 },
  'Acrobot-v1': { normalizeObs: true },
  'MountainCar-v0': MOUNTAIN_CAR,
  'MountainCarContinuous-v0': { ...MOUNTAIN_CAR_CONTINUOUS, delta: 0.01, initialLogStd: 0.8 },
};
