/** One step of the plain gradient a batch: with returns alone, with a critic, and with a step that KL adapts. */
import type { TunedAlgorithm } from '../history.ts';
import { BANDIT, LARGER_LAKE, LQR, PENDULUM, PENDULUM_BY_SHORT_STEPS, TWO_STATE } from './problems.ts';

const REINFORCE_LAKE = {
  totalSteps: 500_000,
  nEpisodes: 64,
  learningRate: 3e-2,
  normalizeAdvantage: true,
  entCoef: 0.01,
  hidden: 'none',
} as const;

export const reinforce: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nEpisodes: 32, optimizer: 'sgd', stepSize: 0.5, baseline: 'constant' },
  'TwoState-v0': { ...TWO_STATE, nEpisodes: 16, learningRate: 3e-2 },
  'LQR-v0': { ...LQR, nEpisodes: 16, learningRate: 1e-2, normalizeAdvantage: true },
  'CliffWalking-v1': {
    totalSteps: 500_000,
    nEpisodes: 16,
    learningRate: 3e-2,
    gamma: 1,
    normalizeAdvantage: true,
    entCoef: 0.05,
    hidden: 'none',
  },
  'FrozenLake-v1': REINFORCE_LAKE,
  'FrozenLake8x8-v1': { ...REINFORCE_LAKE, ...LARGER_LAKE },
  'CartPole-v1': { normalizeAdvantage: true },
  'Pendulum-v1': {
    totalSteps: 500_000,
    nEpisodes: 16,
    learningRate: 1e-3,
    gamma: 0.95,
    normalizeAdvantage: true,
    normalizeObs: true,
    initialLogStd: 0.5,
  },
  'Acrobot-v1': { totalSteps: 500_000, normalizeAdvantage: true, normalizeObs: true },
  'MountainCar-v0': { totalSteps: 1_000_000, nEpisodes: 16, normalizeAdvantage: true, normalizeObs: true },
  'MountainCarContinuous-v0': { normalizeAdvantage: true, normalizeObs: true },
};

const ACTOR_CRITIC_LAKE = {
  nEpisodes: 32,
  critic: 'gae',
  learningRate: 3e-2,
  valueLearningRate: 3e-2,
  normalizeAdvantage: false,
  entCoef: 0.003,
  hidden: 'none',
} as const;

export const actorCritic: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nEpisodes: 32, learningRate: 3e-2, valueLearningRate: 3e-2 },
  'TwoState-v0': { ...TWO_STATE, nEpisodes: 16, learningRate: 3e-2, valueLearningRate: 3e-2 },
  'LQR-v0': { ...LQR, nEpisodes: 16, critic: 'gae', learningRate: 1e-2, valueLearningRate: 1e-2 },
  // Comes to −15 or −17, the safe path: as long as actions are drawn, the short one along the edge costs falls.
  'CliffWalking-v1': { critic: 'gae', learningRate: 3e-2, valueLearningRate: 3e-2, hidden: 'none' },
  'FrozenLake-v1': ACTOR_CRITIC_LAKE,
  'FrozenLake8x8-v1': { ...ACTOR_CRITIC_LAKE, ...LARGER_LAKE },
  'Pendulum-v1': { ...PENDULUM_BY_SHORT_STEPS, nEpisodes: 4, critic: 'gae', learningRate: 2e-3, normalizeObs: true },
  'Acrobot-v1': { critic: 'gae', normalizeObs: true },
};

export const vpgAdaptive: TunedAlgorithm = {
  'Bandit-v0': { ...BANDIT, nSteps: 8, learningRate: 1e-2 },
  'TwoState-v0': { ...TWO_STATE, nSteps: 50 },
  'LQR-v0': { ...LQR, nSteps: 50, valueLearningRate: 1e-2 },
  'Pendulum-v1': PENDULUM,
};
