/** What the two mountain cars share: the slope, the wall, the drawing. State: position and speed. */
import { cos, sin } from '../math.ts';
import { observedWhole } from './coordinates.ts';
import { flag, type Point, signed } from './drawing.ts';
import type { Draw, Environment, Scene, SceneDetail, Shape, SliceAxis, StateSlice } from './environment.ts';

export interface CarTask {
  /** Position of the flag. */
  readonly goal: number;
}

const LEFT_WALL = -1.2;
const RIGHT_END = 0.6;
const MAX_SPEED = 0.07;
const GRAVITY = 0.0025;

const clip = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** At rest, somewhere near the bottom of the valley. */
export function resetCar(state: Float64Array, at: number, draw: Draw): void {
  state[at] = 0.2 * draw() - 0.6;
  state[at + 1] = 0;
}

/** Advances the car by one step under a push; whether it has arrived. */
export function rollCar(state: Float64Array, at: number, push: number, { goal }: CarTask): boolean {
  const position = state[at]!;
  let speed = clip(state[at + 1]! + push + cos(3 * position) * -GRAVITY, -MAX_SPEED, MAX_SPEED);
  const next = clip(position + speed, LEFT_WALL, RIGHT_END);
  if (next === LEFT_WALL && speed < 0) speed = 0;
  state[at] = next;
  state[at + 1] = speed;
  return next >= goal && speed >= 0;
}

export const observeCar: Environment['observe'] = (state, at, observation, observationAt) => {
  observation[observationAt] = state[at]!;
  observation[observationAt + 1] = state[at + 1]!;
};

const POSITION: SliceAxis = { label: 'position', range: [LEFT_WALL, RIGHT_END], count: 49 };
const SPEED: SliceAxis = { label: 'speed', range: [-MAX_SPEED, MAX_SPEED], count: 49 };

export const slopeCoordinates = observedWhole([POSITION, SPEED]);

export const slopeSlice: StateSlice = {
  x: POSITION,
  y: SPEED,
  state(x, y, state, at) {
    state[at] = x;
    state[at + 1] = y;
  },
};

/** Height of the slope, for the drawing: the dynamics know its steepness alone. */
const height = (x: number): number => 0.45 * sin(3 * x) + 0.55;

const SLOPE: readonly Point[] = Array.from({ length: 61 }, (_, i) => {
  const x = LEFT_WALL + ((RIGHT_END - LEFT_WALL) * i) / 60;
  return [x, height(x)];
});

const POLE = 0.2;

/** @param push The part of the engine's force that is in use, from −1 to 1; null before the first step. */
export function carScene(state: ArrayLike<number>, push: number | null, detail: SceneDetail, { goal }: CarTask): Scene {
  const large = detail === 'large';
  const x = state[0]!;
  const foot: Point = [goal, height(goal)];
  const shapes: Shape[] = [
    { kind: 'line', points: SLOPE, role: 'ground' },
    { kind: 'line', points: flag(foot, POLE), role: 'body' },
    ...car(x, large ? 1 : 1.4),
  ];
  if (large) {
    shapes.push({ kind: 'label', x: goal - 0.13, y: foot[1] + POLE - 0.06, text: `goal at ${goal}`, anchor: 'end' });
    // Too weak a push has no direction to point in.
    if (push !== null && Math.abs(push) >= 0.02) shapes.push(pushArrow(x, push));
  }
  return {
    x: [LEFT_WALL - 0.02, RIGHT_END + 0.02],
    y: [0, 1.25],
    shapes,
    ...(large && { axis: { y: 0, ticks: [-1, -0.5, 0, 0.5] } }),
    readouts: large
      ? [
          { label: 'position', value: signed(x, 2) },
          { label: 'speed', value: signed(state[1]!, 3) },
        ]
      : [],
  };
}

const CAR = { length: 0.21, floor: 0.04, roof: 0.118, wheel: 0.031, axle: 0.063 };

/** Along the slope at x, and upright on it. */
function directionsAt(x: number): { along: Point; up: Point } {
  const steepness = 1.35 * cos(3 * x);
  const length = Math.sqrt(1 + steepness * steepness);
  return { along: [1 / length, steepness / length], up: [-steepness / length, 1 / length] };
}

/** The point that lies so far along the slope and above it, seen from the car's place on it. */
function beside(x: number, forward: number, above: number): Point {
  const { along, up } = directionsAt(x);
  return [x + forward * along[0] + above * up[0], height(x) + forward * along[1] + above * up[1]];
}

function car(x: number, scale: number): Shape[] {
  const half = (CAR.length * scale) / 2;
  const [floor, roof] = [CAR.floor * scale, CAR.roof * scale];
  const corners = [
    [-half, floor],
    [half, floor],
    [half * 0.7, roof],
    [-half * 0.7, roof],
    [-half, floor],
  ] as const;
  const wheels = [-1, 1].map((side): Shape => {
    const [wheelX, y] = beside(x, side * CAR.axle * scale, CAR.wheel * scale);
    return { kind: 'circle', x: wheelX, y, radius: CAR.wheel * scale, role: 'limb' };
  });
  return [
    { kind: 'line', points: corners.map(([forward, above]) => beside(x, forward, above)), role: 'body' },
    ...wheels,
  ];
}

/** From the bumper in the direction of the push; its length is the push. */
function pushArrow(x: number, push: number): Shape {
  const start = Math.sign(push) * (CAR.length / 2 + 0.02);
  const above = (CAR.floor + CAR.roof) / 2;
  return {
    kind: 'arrow',
    from: beside(x, start, above),
    to: beside(x, start + push * 0.16, above),
    role: 'action',
  };
}
