import { atan2, cos, sin } from '../math.ts';
import { type Point, signed, turningArrow } from './drawing.ts';
import type { Environment, Scene, SceneDetail, Shape, SliceAxis } from './environment.ts';

const angleOf = (link: 1 | 2): SliceAxis => ({
  label: `angle ${link} (rad)`,
  range: [-Math.PI, Math.PI],
  count: 49,
});
const ANGLE_1 = angleOf(1);
const ANGLE_2 = angleOf(2);

/**
 * # Acrobot-v1
 *
 * Two links hang from a pivot like a gymnast from a bar. Only the joint between them has a motor, and it is weak: the tip
 * has to be swung above the line.
 *
 * **Action space**: discrete, 3. 0 turns the joint with −1 N m, 1 lets it go, 2 turns it with +1 N m (counter-clockwise).
 *
 * **Observation space**: float32, 6.
 *
 * | index | quantity      | range         |
 * |-------|---------------|---------------|
 * | 0, 1  | cos θ₁, sin θ₁ | [−1, 1]       |
 * | 2, 3  | cos θ₂, sin θ₂ | [−1, 1]       |
 * | 4     | turn rate θ̇₁  | [−4π, 4π]     |
 * | 5     | turn rate θ̇₂  | [−9π, 9π]     |
 *
 * θ₁ is 0 when the first link hangs down; θ₂ is the second link's angle against the first. Both are positive
 * counter-clockwise and kept in [−π, π].
 *
 * **Reward**: −1 for every step, and 0 for the one that ends the episode. Solved at a mean return of −100.
 *
 * **Episode end**: terminated once the tip is higher than one link above the pivot, −cos θ₁ − cos(θ₁ + θ₂) > 1; truncated
 * after 500 steps.
 *
 * **Reset**: all four numbers independent and uniform on [−0.1, 0.1), rounded to float32.
 *
 * **Dynamics**: one Runge-Kutta step of fourth order over 0.2 s with the torque held; then angles are wrapped and turn
 * rates clipped. Both links have mass 1, length 1, their centre of mass in the middle and moment of inertia 1; g = 9.8.
 *
 * **Source**: Sutton 1996, "Generalization in Reinforcement Learning", with the equations of Sutton and Barto's book;
 * agrees step for step with Gymnasium's `classic_control/acrobot.py`.
 */
export const acrobot: Environment = {
  id: 'Acrobot-v1',
  title: 'Acrobot',
  summary: 'Swing two links up by turning only the joint between them.',
  observation: {
    size: 6,
    names: ['cos angle 1', 'sin angle 1', 'cos angle 2', 'sin angle 2', 'turn rate 1', 'turn rate 2'],
  },
  action: { kind: 'discrete', n: 3, names: ['−1 N m', 'let go', '+1 N m'] },
  stateSize: 4,
  maxEpisodeSteps: 500,
  successThreshold: -100,
  returnRange: [-500, 0],
  secondsPerStep: 0.2,

  reset(state, at, draw) {
    for (let i = 0; i < 4; i++) state[at + i] = Math.fround(0.2 * draw() - 0.1);
  },

  step(state, at, action, actionAt, _draw, outcome) {
    integrate(state, at, action[actionAt]! - 1);
    state[at] = wrap(state[at]!);
    state[at + 1] = wrap(state[at + 1]!);
    state[at + 2] = clip(state[at + 2]!, MAX_TURN_RATE_1);
    state[at + 3] = clip(state[at + 3]!, MAX_TURN_RATE_2);
    outcome.terminated = -cos(state[at]!) - cos(state[at + 1]! + state[at]!) > LINE_HEIGHT;
    outcome.reward = outcome.terminated ? 0 : -1;
  },

  observe(state, at, observation, observationAt) {
    observation[observationAt] = cos(state[at]!);
    observation[observationAt + 1] = sin(state[at]!);
    observation[observationAt + 2] = cos(state[at + 1]!);
    observation[observationAt + 3] = sin(state[at + 1]!);
    observation[observationAt + 4] = state[at + 2]!;
    observation[observationAt + 5] = state[at + 3]!;
  },

  slice: {
    x: ANGLE_1,
    y: ANGLE_2,
    state(x, y, state, at) {
      state.fill(0, at, at + 4);
      state[at] = x;
      state[at + 1] = y;
    },
  },

  coordinates: {
    axes: [
      ANGLE_1,
      ANGLE_2,
      { label: 'turn rate 1 (rad/s)', range: [-8, 8], count: 49 },
      { label: 'turn rate 2 (rad/s)', range: [-16, 16], count: 49 },
    ],
    state(coordinates, state, at) {
      for (let i = 0; i < 4; i++) state[at + i] = coordinates[i]!;
    },
    locate(observation, at, coordinates) {
      coordinates[0] = atan2(observation[at + 1]!, observation[at]!);
      coordinates[1] = atan2(observation[at + 3]!, observation[at + 2]!);
      coordinates[2] = observation[at + 4]!;
      coordinates[3] = observation[at + 5]!;
    },
  },

  scene: drawScene,
};

const SECONDS = 0.2;
const GRAVITY = 9.8;
const MASS = 1;
const LENGTH = 1;
/** From a link's upper end to its centre of mass. */
const CENTRE = 0.5;
const INERTIA = 1;
const MAX_TURN_RATE_1 = 4 * Math.PI;
const MAX_TURN_RATE_2 = 9 * Math.PI;
/** What the tip has to rise above, in links above the pivot. */
const LINE_HEIGHT = 1;

const clip = (x: number, limit: number): number => Math.max(-limit, Math.min(limit, x));

/** Into [−π, π], a turn at a time. */
function wrap(angle: number): number {
  let wrapped = angle;
  while (wrapped > Math.PI) wrapped -= 2 * Math.PI;
  while (wrapped < -Math.PI) wrapped += 2 * Math.PI;
  return wrapped;
}

/** The four slopes of a Runge-Kutta step and the state at which the next one is taken; reused, never allocated. */
const slopes = [0, 1, 2, 3].map(() => new Float64Array(4)) as [Float64Array, Float64Array, Float64Array, Float64Array];
const probe = new Float64Array(4);

function integrate(state: Float64Array, at: number, torque: number): void {
  const [k1, k2, k3, k4] = slopes;
  slopeAt(state, at, torque, k1);
  probeAlong(state, at, SECONDS / 2, k1);
  slopeAt(probe, 0, torque, k2);
  probeAlong(state, at, SECONDS / 2, k2);
  slopeAt(probe, 0, torque, k3);
  probeAlong(state, at, SECONDS, k3);
  slopeAt(probe, 0, torque, k4);
  for (let i = 0; i < 4; i++) state[at + i]! += (SECONDS / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
}

function probeAlong(state: Float64Array, at: number, seconds: number, slope: Float64Array): void {
  for (let i = 0; i < 4; i++) probe[i] = state[at + i]! + seconds * slope[i]!;
}

/** Time derivative of (θ₁, θ₂, θ̇₁, θ̇₂): the equations of motion of the double pendulum. */
function slopeAt(state: Float64Array, at: number, torque: number, slope: Float64Array): void {
  const angle1 = state[at]!;
  const angle2 = state[at + 1]!;
  const turnRate1 = state[at + 2]!;
  const turnRate2 = state[at + 3]!;
  const coupling = MASS * LENGTH * CENTRE;
  const cosine = cos(angle2);
  const sine = sin(angle2);

  const d1 =
    MASS * CENTRE * CENTRE + MASS * (LENGTH * LENGTH + CENTRE * CENTRE + 2 * LENGTH * CENTRE * cosine) + 2 * INERTIA;
  const d2 = MASS * (CENTRE * CENTRE + LENGTH * CENTRE * cosine) + INERTIA;
  const weight2 = MASS * CENTRE * GRAVITY * cos(angle1 + angle2 - Math.PI / 2);
  const weight1 =
    -coupling * turnRate2 * turnRate2 * sine -
    2 * coupling * turnRate2 * turnRate1 * sine +
    (MASS * CENTRE + MASS * LENGTH) * GRAVITY * cos(angle1 - Math.PI / 2) +
    weight2;
  const acceleration2 =
    (torque + (d2 / d1) * weight1 - coupling * turnRate1 * turnRate1 * sine - weight2) /
    (MASS * CENTRE * CENTRE + INERTIA - (d2 * d2) / d1);

  slope[0] = turnRate1;
  slope[1] = turnRate2;
  slope[2] = -(d2 * acceleration2 + weight1) / d1;
  slope[3] = acceleration2;
}

const PIVOT: Point = [0, 0];
const REACH = 2 * LENGTH;
const SWEEP_PER_TORQUE = Math.PI / 2;

/** The end of a link that hangs from `from` at `angle`, 0 pointing down. */
const hanging = (from: Point, angle: number): Point => [from[0] + LENGTH * sin(angle), from[1] - LENGTH * cos(angle)];

function drawScene(state: ArrayLike<number>, action: ArrayLike<number> | null, detail: SceneDetail): Scene {
  const large = detail === 'large';
  const joint = hanging(PIVOT, state[0]!);
  const absolute = state[0]! + state[1]!;
  const tip = hanging(joint, absolute);
  const torque = action ? action[0]! - 1 : null;
  const width = large ? 2.6 : 2.1;
  const shapes: Shape[] = [
    {
      kind: 'line',
      points: [
        [-width, LINE_HEIGHT],
        [width, LINE_HEIGHT],
      ],
      role: 'limit',
    },
    { kind: 'line', points: [PIVOT, joint, tip], role: 'limb' },
    { kind: 'circle', x: 0, y: 0, radius: 0.07, role: 'body' },
  ];
  if (large) {
    shapes.push(
      { kind: 'circle', x: joint[0], y: joint[1], radius: 0.07, role: 'body' },
      { kind: 'label', x: -width, y: LINE_HEIGHT + 0.08, text: 'the tip has to rise above this line', anchor: 'start' },
      // Angles of the drawing run from straight up, those of the links from straight down.
      ...turningArrow(joint, 0.5, absolute + Math.PI, (torque ?? 0) * SWEEP_PER_TORQUE),
    );
  }
  return {
    x: [-width, width],
    y: [-REACH - 0.1, REACH + 0.1],
    shapes,
    readouts: large
      ? [
          { label: 'tip height', value: signed(tip[1], 2) },
          { label: 'turn rates', value: `${signed(state[2]!, 1)}, ${signed(state[3]!, 1)}` },
        ]
      : [],
  };
}
