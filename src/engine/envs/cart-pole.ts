import { cos, sin } from '../math.ts';
import { observedWhole } from './coordinates.ts';
import { arc, signed, turned } from './drawing.ts';
import type { Environment, Scene, Shape, SliceAxis } from './environment.ts';

const ANGLE: SliceAxis = { label: 'angle (rad)', range: [-0.2, 0.2], count: 49 };
const TURN_RATE: SliceAxis = { label: 'turn rate (rad/s)', range: [-2, 2], count: 49 };

/**
 * # CartPole-v1
 *
 * A pole stands on a cart by a hinge that nothing drives. Pushing the cart left or right keeps the pole up.
 *
 * **Action space**: discrete, 2. 0 pushes the cart left with 10 N, 1 pushes it right. Not pushing is no choice.
 *
 * **Observation space**: float32, 4. It is the whole state, rounded.
 *
 * | index | quantity         | episode ends beyond | starts in     |
 * |-------|------------------|---------------------|---------------|
 * | 0     | cart position x  | ±2.4                | [−0.05, 0.05) |
 * | 1     | cart speed ẋ     |                     | [−0.05, 0.05) |
 * | 2     | pole angle θ     | ±12° (0.2095 rad)   | [−0.05, 0.05) |
 * | 3     | pole turn rate θ̇ |                     | [−0.05, 0.05) |
 *
 * θ is 0 upright and positive clockwise, so that a pole with θ > 0 leans to the right.
 *
 * **Reward**: 1 for every step, the last one included. Solved at a mean return of 475.
 *
 * **Episode end**: terminated once |x| > 2.4 or |θ| > 12°; truncated after 500 steps.
 *
 * **Reset**: all four numbers independent and uniform on [−0.05, 0.05).
 *
 * **Dynamics**: explicit Euler with steps of 0.02 s, positions advanced by the old speeds.
 *
 * **Source**: Barto, Sutton and Anderson 1983, "Neuronlike Adaptive Elements That Can Solve Difficult Learning Control
 * Problems"; agrees step for step with Gymnasium's `classic_control/cartpole.py`.
 */
export const cartPole: Environment = {
  id: 'CartPole-v1',
  title: 'CartPole',
  summary: 'Push the cart left or right so that the pole on it stays up.',
  observation: { size: 4, names: ['position', 'speed', 'angle', 'turn rate'] },
  action: { kind: 'discrete', n: 2, names: ['left', 'right'] },
  stateSize: 4,
  maxEpisodeSteps: 500,
  successThreshold: 475,
  returnRange: [0, 500],
  secondsPerStep: 0.02,

  reset(state, at, draw) {
    for (let i = 0; i < 4; i++) state[at + i] = 0.1 * draw() - 0.05;
  },

  step(state, at, action, actionAt, _draw, outcome) {
    const x = state[at]!;
    const speed = state[at + 1]!;
    const angle = state[at + 2]!;
    const turnRate = state[at + 3]!;

    const force = action[actionAt] === 1 ? FORCE : -FORCE;
    const cosine = cos(angle);
    const sine = sin(angle);
    const push = (force + POLE_MASS_LENGTH * turnRate * turnRate * sine) / TOTAL_MASS;
    const turnAcceleration =
      (GRAVITY * sine - cosine * push) / (HALF_LENGTH * (4 / 3 - (POLE_MASS * cosine * cosine) / TOTAL_MASS));
    const acceleration = push - (POLE_MASS_LENGTH * turnAcceleration * cosine) / TOTAL_MASS;

    const nextX = x + SECONDS * speed;
    const nextAngle = angle + SECONDS * turnRate;
    state[at] = nextX;
    state[at + 1] = speed + SECONDS * acceleration;
    state[at + 2] = nextAngle;
    state[at + 3] = turnRate + SECONDS * turnAcceleration;

    outcome.reward = 1;
    outcome.terminated =
      nextX < -POSITION_LIMIT || nextX > POSITION_LIMIT || nextAngle < -ANGLE_LIMIT || nextAngle > ANGLE_LIMIT;
  },

  observe(state, at, observation, observationAt) {
    observation[observationAt] = state[at]!;
    observation[observationAt + 1] = state[at + 1]!;
    observation[observationAt + 2] = state[at + 2]!;
    observation[observationAt + 3] = state[at + 3]!;
  },

  slice: {
    x: ANGLE,
    y: TURN_RATE,
    state(x, y, state, at) {
      state.fill(0, at, at + 4);
      state[at + 2] = x;
      state[at + 3] = y;
    },
  },

  coordinates: observedWhole([
    { label: 'position', range: [-2.4, 2.4], count: 49 },
    { label: 'speed', range: [-2, 2], count: 49 },
    ANGLE,
    TURN_RATE,
  ]),

  scene: (state, action, detail) => (detail === 'small' ? thumbnail(state) : stage(state, action)),
};

const GRAVITY = 9.8;
const POLE_MASS = 0.1;
const TOTAL_MASS = 1 + POLE_MASS;
/** From the hinge to the pole's centre of mass. */
const HALF_LENGTH = 0.5;
const POLE_MASS_LENGTH = POLE_MASS * HALF_LENGTH;
const FORCE = 10;
const SECONDS = 0.02;
const POSITION_LIMIT = 2.4;
const ANGLE_LIMIT = (12 * 2 * Math.PI) / 360;

const CART = { width: 0.7, height: 0.34, hinge: 0.24 };
/** Thumbnails draw cart and pole larger than their track, or nobody would see which way they lean. */
const THUMBNAIL_SCALE = 1.7;
const WALL_HEIGHT = 1.7;
/** Of the arc over the pole's tip, on which its angle can be read. */
const ARC_RADIUS = 1.16;

const degrees = (angle: number): string => `${signed((angle * 180) / Math.PI, 1)}°`;

function cartAndPole(x: number, angle: number, scale: number): Shape[] {
  const hinge = [x, CART.hinge * scale] as const;
  return [
    {
      kind: 'rect',
      x: x - (CART.width * scale) / 2,
      y: 0,
      width: CART.width * scale,
      height: CART.height * scale,
      role: 'body',
    },
    { kind: 'line', points: [hinge, turned(hinge, 2 * HALF_LENGTH * scale, -angle)], role: 'limb' },
  ];
}

function thumbnail(state: ArrayLike<number>): Scene {
  return {
    x: [-3.1, 3.1],
    y: [0, 2.2],
    shapes: [
      {
        kind: 'line',
        points: [
          [-POSITION_LIMIT, 0],
          [POSITION_LIMIT, 0],
        ],
        role: 'ground',
      },
      ...cartAndPole(state[0]!, state[2]!, THUMBNAIL_SCALE),
    ],
    readouts: [],
  };
}

function stage(state: ArrayLike<number>, action: ArrayLike<number> | null): Scene {
  const x = state[0]!;
  const angle = state[2]!;
  const hinge = [x, CART.hinge] as const;
  const shapes: Shape[] = [];
  for (const side of [-1, 1]) {
    const wall = side * POSITION_LIMIT;
    const points = [
      [wall, 0],
      [wall, WALL_HEIGHT],
    ] as const;
    const arcEnd = [0.97, 1.03].map((part) => turned(hinge, part * ARC_RADIUS, side * ANGLE_LIMIT));
    shapes.push({ kind: 'line', points, role: 'limit' }, { kind: 'line', points: arcEnd, role: 'limit' });
  }
  shapes.push(
    { kind: 'label', x: -POSITION_LIMIT + 0.08, y: WALL_HEIGHT - 0.12, text: 'ends at ±2.4', anchor: 'start' },
    { kind: 'line', points: arc(hinge, ARC_RADIUS, -ANGLE_LIMIT, ANGLE_LIMIT), role: 'limit' },
    { kind: 'label', ...angleLabelAt(x, hinge), text: `${degrees(angle)} of ±12°` },
    ...cartAndPole(x, angle, 1),
    { kind: 'circle', x: hinge[0], y: hinge[1], radius: 0.035, role: 'body' },
  );
  if (action) {
    const side = action[0] === 1 ? 1 : -1;
    const from = [x + side * (CART.width / 2 + 0.06), CART.height / 2] as const;
    shapes.push({ kind: 'arrow', from, to: [from[0] + side * 0.42, from[1]], role: 'action' });
  }
  return {
    x: [-2.5, 2.5],
    y: [0, WALL_HEIGHT],
    shapes,
    axis: { y: 0, ticks: [-2, -1, 0, 1, 2] },
    readouts: [
      { label: 'position', value: signed(x, 2) },
      { label: 'speed', value: signed(state[1]!, 2) },
      { label: 'angle', value: degrees(angle) },
      { label: 'turn rate', value: signed(state[3]!, 2) },
    ],
  };
}

/** The label stands beside the arc, on the side of it that is farther from a wall. */
function angleLabelAt(x: number, hinge: readonly [number, number]) {
  const toTheRight = x < 1.2;
  const [labelX, y] = turned(hinge, ARC_RADIUS, toTheRight ? -ANGLE_LIMIT : ANGLE_LIMIT);
  return {
    x: labelX + (toTheRight ? 0.12 : -0.12),
    y: y - 0.05,
    anchor: toTheRight ? ('start' as const) : ('end' as const),
  };
}
