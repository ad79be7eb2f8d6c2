/**
 * What a problem asks of nearly every algorithm: how long it takes, how far it looks ahead, how large a policy it needs. An
 * entry of the table begins with it and says what its algorithm wants besides.
 */

/** Two arms and no state: θ alone decides. */
export const BANDIT = { totalSteps: 10_000, hidden: 'none', evalInterval: 500 } as const;

export const TWO_STATE = { totalSteps: 100_000, gamma: 0.9, hidden: 'none', evalInterval: 4000 } as const;

/** The best policy is linear in the state, and σ starts at about ½. */
export const LQR = {
  totalSteps: 200_000,
  gamma: 0.9,
  hidden: 'none',
  initialLogStd: -0.7,
  evalInterval: 4000,
} as const;

/** What 8 × 8 fields take more than 4 × 4: time. */
export const LARGER_LAKE = { totalSteps: 1_000_000, evalInterval: 20_000 } as const;

/** For long steps on large batches. */
export const PENDULUM = { nEnvs: 4, nSteps: 512, gamma: 0.9, normalizeReward: true } as const;

/** For short steps on small batches: many more of them, and a policy that explores widely at first. */
export const PENDULUM_BY_SHORT_STEPS = {
  totalSteps: 1_000_000,
  gamma: 0.9,
  normalizeReward: true,
  initialLogStd: 0.5,
  evalInterval: 20_000,
} as const;

/** The goal is far, and found by luck at first: long batches, and advantages that look far ahead. */
export const MOUNTAIN_CAR = {
  totalSteps: 1_000_000,
  nSteps: 256,
  gaeLambda: 0.98,
  normalizeObs: true,
  normalizeReward: true,
  evalInterval: 20_000,
} as const;

export const MOUNTAIN_CAR_CONTINUOUS = {
  totalSteps: 300_000,
  nEnvs: 8,
  nSteps: 256,
  gamma: 0.9999,
  gaeLambda: 0.9,
  normalizeObs: true,
  normalizeReward: true,
} as const;
