/** Actors that climb a learned Q, from a buffer of old transitions. */
import type { TunedAlgorithm } from '../history.ts';

export const ddpg: TunedAlgorithm = {
  'LQR-v0': { totalSteps: 40_000, learningRate: 3e-4, gamma: 0.9, noiseSigma: 0.05, hidden: 'none' },
  // Noise that drifts: what pushes to and fro at random gets the car nowhere.
  'MountainCarContinuous-v0': {
    totalSteps: 300_000,
    actionNoise: 'ornstein-uhlenbeck',
    noiseSigma: 0.5,
    evalInterval: 10_000,
  },
};

export const svg0: TunedAlgorithm = {
  'LQR-v0': { totalSteps: 20_000, gamma: 0.9, hidden: 'none' },
  // Learns to stand still: each step's noise is a new one, and the flag too far off for it.
  'MountainCarContinuous-v0': { totalSteps: 100_000, initialLogStd: 0.5, sigmaMin: 0.5, evalInterval: 10_000 },
};
