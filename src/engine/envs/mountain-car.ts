import type { Environment } from './environment.ts';
import { type CarTask, carScene, observeCar, resetCar, rollCar, slopeCoordinates, slopeSlice } from './mountain.ts';

/**
 * # MountainCar-v0
 *
 * A car stands in a valley, and its engine is too weak to drive straight up to the flag: it has to swing back and forth.
 * Until it first arrives, every episode looks equally bad.
 *
 * **Action space**: discrete, 3. 0 pushes left, 1 does nothing, 2 pushes right.
 *
 * **Observation space**: float32, 2. It is the whole state, rounded.
 *
 * | index | quantity   | range          | starts in    |
 * |-------|------------|----------------|--------------|
 * | 0     | position x | [−1.2, 0.6]    | [−0.6, −0.4) |
 * | 1     | speed ẋ    | [−0.07, 0.07]  | 0            |
 *
 * **Reward**: −1 for every step. Solved at a mean return of −110.
 *
 * **Episode end**: terminated at x ≥ 0.5 with ẋ ≥ 0; truncated after 200 steps.
 *
 * **Reset**: x uniform on [−0.6, −0.4), at rest.
 *
 * **Dynamics**: ẋ ← ẋ + 0.001 (action − 1) − 0.0025 cos 3x, clipped; x ← x + ẋ, clipped. The wall at −1.2 stops the car.
 *
 * **Source**: Moore 1990, "Efficient Memory-based Learning for Robot Control"; agrees step for step with Gymnasium's
 * `classic_control/mountain_car.py`.
 */
export const mountainCar: Environment = {
  id: 'MountainCar-v0',
  title: 'Mountain car',
  summary: 'Rock a weak car out of a valley: the way up begins by going back.',
  observation: { size: 2, names: ['position', 'speed'] },
  action: { kind: 'discrete', n: 3, names: ['left', 'coast', 'right'] },
  stateSize: 2,
  maxEpisodeSteps: 200,
  successThreshold: -110,
  returnRange: [-200, -80],
  secondsPerStep: 1 / 30,

  reset: resetCar,

  step(state, at, action, actionAt, _draw, outcome) {
    outcome.terminated = rollCar(state, at, (action[actionAt]! - 1) * FORCE, TASK);
    outcome.reward = -1;
  },

  observe: observeCar,
  slice: slopeSlice,
  coordinates: slopeCoordinates,
  scene: (state, action, detail) => carScene(state, action && action[0]! - 1, detail, TASK),
};

const FORCE = 0.001;
const TASK: CarTask = { goal: 0.5 };
