import type { Environment } from './environment.ts';
import { type CarTask, carScene, observeCar, resetCar, rollCar, slopeCoordinates, slopeSlice } from './mountain.ts';

/**
 * # MountainCarContinuous-v0
 *
 * The car in the valley with a pedal instead of three buttons. Fuel costs, so that standing still is the better of all the
 * policies that never reach the flag: who does not explore learns to do nothing.
 *
 * **Action space**: box, 1. The throttle, clipped to [−1, 1] by the engine; positive drives right.
 *
 * **Observation space**: float32, 2. It is the whole state, rounded.
 *
 * | index | quantity   | range          | starts in    |
 * |-------|------------|----------------|--------------|
 * | 0     | position x | [−1.2, 0.6]    | [−0.6, −0.4) |
 * | 1     | speed ẋ    | [−0.07, 0.07]  | 0            |
 *
 * **Reward**: −0.1 u² for every step, with the throttle u as it was asked for, unclipped; and 100 for arriving. Solved at a
 * mean return of 90.
 *
 * **Episode end**: terminated at x ≥ 0.45 with ẋ ≥ 0; truncated after 999 steps.
 *
 * **Reset**: x uniform on [−0.6, −0.4), at rest.
 *
 * **Dynamics**: ẋ ← ẋ + 0.0015 u − 0.0025 cos 3x, clipped; x ← x + ẋ, clipped. The wall at −1.2 stops the car.
 *
 * **Source**: agrees step for step with Gymnasium's `classic_control/continuous_mountain_car.py`, except that Gymnasium
 * rounds the state to float32 after every step and here it stays float64, as everywhere in this engine.
 */
export const mountainCarContinuous: Environment = {
  id: 'MountainCarContinuous-v0',
  title: 'Mountain car, continuous',
  summary: 'Rock a weak car out of a valley with a pedal, and spend little fuel.',
  observation: { size: 2, names: ['position', 'speed'] },
  action: { kind: 'box', size: 1, low: -1, high: 1, names: ['throttle'] },
  stateSize: 2,
  maxEpisodeSteps: 999,
  successThreshold: 90,
  returnRange: [-100, 100],
  secondsPerStep: 1 / 30,

  reset: resetCar,

  step(state, at, action, actionAt, _draw, outcome) {
    const throttle = action[actionAt]!;
    outcome.terminated = rollCar(state, at, clipThrottle(throttle) * POWER, TASK);
    outcome.reward = (outcome.terminated ? 100 : 0) - 0.1 * (throttle * throttle);
  },

  observe: observeCar,
  slice: slopeSlice,
  coordinates: slopeCoordinates,
  scene: (state, action, detail) => carScene(state, action && clipThrottle(action[0]!), detail, TASK),
};

const POWER = 0.0015;
const TASK: CarTask = { goal: 0.45 };

const clipThrottle = (throttle: number): number => Math.max(-1, Math.min(1, throttle));
