import { atan2, cos, sin } from '../math.ts';
import { arc, signed, turned, turningArrow } from './drawing.ts';
import type { Environment, Scene, SceneDetail, Shape, SliceAxis } from './environment.ts';

const ANGLE: SliceAxis = { label: 'angle (rad)', range: [-Math.PI, Math.PI], count: 49 };
const TURN_RATE: SliceAxis = { label: 'turn rate (rad/s)', range: [-8, 8], count: 49 };

/**
 * # Pendulum-v1
 *
 * A rod hangs from a pivot whose motor is too weak to lift it straight up: it has to be swung up, and then held.
 *
 * **Action space**: box, 1. The torque in N m, clipped to [−2, 2]; positive turns counter-clockwise.
 *
 * **Observation space**: float32, 3.
 *
 * | index | quantity     | range    |
 * |-------|--------------|----------|
 * | 0     | cos θ        | [−1, 1]  |
 * | 1     | sin θ        | [−1, 1]  |
 * | 2     | turn rate θ̇  | [−8, 8]  |
 *
 * θ is 0 upright and positive counter-clockwise; the state keeps it unwrapped.
 *
 * **Reward**: −(θ² + 0.1 θ̇² + 0.001 u²) with θ wrapped to [−π, π), of the state before the step and the clipped torque:
 * from −16.27 to 0. Here solved at a mean return of −200; Gymnasium names no threshold.
 *
 * **Episode end**: never terminated; truncated after 200 steps.
 *
 * **Reset**: θ uniform on [−π, π), θ̇ uniform on [−1, 1).
 *
 * **Dynamics**: semi-implicit Euler with steps of 0.05 s (the new speed, clipped to ±8, advances the angle); a uniform rod
 * of mass 1 and length 1 under g = 10.
 *
 * **Source**: agrees step for step with Gymnasium's `classic_control/pendulum.py`.
 */
export const pendulum: Environment = {
  id: 'Pendulum-v1',
  title: 'Pendulum',
  summary: 'Swing the rod up with a motor too weak to lift it, and hold it there.',
  observation: { size: 3, names: ['cos angle', 'sin angle', 'turn rate'] },
  action: { kind: 'box', size: 1, low: -2, high: 2, names: ['torque'] },
  stateSize: 2,
  maxEpisodeSteps: 200,
  successThreshold: -200,
  returnRange: [-1600, 0],
  secondsPerStep: 0.05,

  reset(state, at, draw) {
    state[at] = Math.PI * (2 * draw() - 1);
    state[at + 1] = 2 * draw() - 1;
  },

  step(state, at, action, actionAt, _draw, outcome) {
    const angle = state[at]!;
    const turnRate = state[at + 1]!;
    const torque = clip(action[actionAt]!, MAX_TORQUE);

    const lean = wrap(angle);
    outcome.reward = -(lean * lean + 0.1 * turnRate * turnRate + 0.001 * torque * torque);
    outcome.terminated = false;

    const acceleration = ((3 * GRAVITY) / (2 * LENGTH)) * sin(angle) + (3 / (MASS * LENGTH * LENGTH)) * torque;
    const nextTurnRate = clip(turnRate + acceleration * SECONDS, MAX_TURN_RATE);
    state[at] = angle + nextTurnRate * SECONDS;
    state[at + 1] = nextTurnRate;
  },

  observe(state, at, observation, observationAt) {
    const angle = state[at]!;
    observation[observationAt] = cos(angle);
    observation[observationAt + 1] = sin(angle);
    observation[observationAt + 2] = state[at + 1]!;
  },

  slice: {
    x: ANGLE,
    y: TURN_RATE,
    state(x, y, state, at) {
      state[at] = x;
      state[at + 1] = y;
    },
  },

  coordinates: {
    axes: [ANGLE, TURN_RATE],
    state(coordinates, state, at) {
      state[at] = coordinates[0]!;
      state[at + 1] = coordinates[1]!;
    },
    locate(observation, at, coordinates) {
      coordinates[0] = atan2(observation[at + 1]!, observation[at]!);
      coordinates[1] = observation[at + 2]!;
    },
  },

  scene: drawScene,
};

const GRAVITY = 10;
const MASS = 1;
const LENGTH = 1;
const SECONDS = 0.05;
const MAX_TURN_RATE = 8;
const MAX_TORQUE = 2;

const clip = (x: number, limit: number): number => Math.max(-limit, Math.min(limit, x));

/** Into [−π, π), by a remainder that takes the sign of its divisor. */
function wrap(angle: number): number {
  const turn = 2 * Math.PI;
  const remainder = (angle + Math.PI) % turn;
  return (remainder < 0 ? remainder + turn : remainder) - Math.PI;
}

const PIVOT = [0, 0] as const;
const BOB_RADIUS = 0.11;
const TORQUE_RADIUS = 0.42;
/** Radians of arc for each N m: the strongest torque spans 120°. */
const SWEEP_PER_TORQUE = Math.PI / 3;

function drawScene(state: ArrayLike<number>, action: ArrayLike<number> | null, detail: SceneDetail): Scene {
  const angle = state[0]!;
  const large = detail === 'large';
  const torque = action ? clip(action[0]!, MAX_TORQUE) : null;
  const bob = turned(PIVOT, LENGTH, angle);
  // The circle tells up from down also where the pendulum is small.
  const shapes: Shape[] = [{ kind: 'line', points: arc(PIVOT, LENGTH, 0, 2 * Math.PI, 72), role: 'quiet' }];
  if (large) {
    shapes.push(
      {
        kind: 'line',
        points: [
          [0, 1.16],
          [0, 1.26],
        ],
        role: 'limit',
      },
      { kind: 'label', x: 0.07, y: 1.18, text: 'upright', anchor: 'start' },
    );
  }
  shapes.push(
    { kind: 'line', points: [PIVOT, bob], role: 'limb' },
    { kind: 'circle', x: bob[0], y: bob[1], radius: BOB_RADIUS, role: 'body' },
    { kind: 'circle', x: 0, y: 0, radius: 0.04, role: 'body' },
  );
  if (large && torque !== null) shapes.push(...turningArrow(PIVOT, TORQUE_RADIUS, angle, torque * SWEEP_PER_TORQUE));
  return {
    x: large ? [-1.3, 1.3] : [-1.13, 1.13],
    y: large ? [-1.2, 1.35] : [-1.13, 1.13],
    shapes,
    readouts: large
      ? [
          { label: 'angle', value: `${signed((wrap(angle) * 180) / Math.PI, 0)}°` },
          { label: 'turn rate', value: signed(state[1]!, 2) },
          { label: 'torque', value: torque === null ? '–' : signed(torque, 2) },
        ]
      : [],
  };
}
