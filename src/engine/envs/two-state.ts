import { greatest } from './coordinates.ts';
import { arc, type Point, signed } from './drawing.ts';
import type { Environment, Scene, SceneDetail, Shape, SliceAxis } from './environment.ts';
import { follow, observeOneHot, surely } from './tabular.ts';

const STATE: SliceAxis = { label: 'state', range: [0, 1], count: 2, isDiscrete: true };
const STAY_REWARDS = [1, 2] as const;

/**
 * # TwoState-v0
 *
 * Two states, in each of which one stays or goes to the other. Staying pays, and twice as much in *j* as in *i*; but from
 * *i*, where most episodes begin, the way there costs a reward first. Vanilla gradients first learn to stay in *i*, and
 * then hardly ever see *j* again: a plateau over which the natural gradient walks at a steady pace.
 *
 * **Action space**: discrete, 2. 0 stays, 1 goes to the other state.
 *
 * **Observation space**: float32, 2: an indicator of the state, 0 for *i* and 1 for *j*.
 *
 * **Reward**: for staying, 1 in *i* and 2 in *j*; for going, 0.
 *
 * **Episode end**: never terminated; truncated after 50 steps.
 *
 * **Reset**: *i* with probability 0.8, *j* otherwise.
 *
 * The best policy goes to *j* and stays: 100 from *j* and 98 from *i*, 98.4 in the mean. Solved at 95, which leaves room for
 * one wrong step in sixty; always staying comes to 60.
 *
 * **Source**: Kakade 2001, "A Natural Policy Gradient", and Bagnell and Schneider 2003, "Covariant Policy Search"; the
 * closed forms are in `exact/two-state.ts`.
 */
export const twoState: Environment = {
  id: 'TwoState-v0',
  title: 'Two states',
  summary: 'Leave a good place for a better one, though the way there pays nothing.',
  observation: { size: 2, names: ['in i', 'in j'] },
  action: { kind: 'discrete', n: 2, names: ['stay', 'go'] },
  stateSize: 2,
  maxEpisodeSteps: 50,
  successThreshold: 95,
  returnRange: [0, 100],
  secondsPerStep: 0.5,
  transitions: [
    [surely(0, STAY_REWARDS[0]), surely(1, 0)],
    [surely(1, STAY_REWARDS[1]), surely(0, 0)],
  ],

  reset(state, at, draw) {
    state[at] = draw() < PROBABILITY_OF_I ? 0 : 1;
    state[at + 1] = -1;
  },

  /** Kept beside the state is the one before it (−1 at the start), for the drawing only. */
  step(state, at, action, actionAt, draw, outcome) {
    const before = state[at]!;
    state[at] = follow(twoState.transitions!, before, action[actionAt]!, draw, outcome);
    state[at + 1] = before;
  },

  observe: (state, at, observation, observationAt) => observeOneHot(state[at]!, 2, observation, observationAt),

  slice: {
    x: STATE,
    y: null,
    state(x, _y, state, at) {
      state[at] = x;
      state[at + 1] = -1;
    },
  },

  coordinates: {
    axes: [STATE],
    state(coordinates, state, at) {
      state[at] = coordinates[0]!;
      state[at + 1] = -1;
    },
    locate(observation, at, coordinates) {
      coordinates[0] = greatest(observation, at, 2);
    },
  },

  scene: drawScene,
};

const PROBABILITY_OF_I = 0.8;

const NAMES = ['*i*', '*j*'] as const;
const CENTRES = [
  [-1, 0],
  [1, 0],
] as const;
const RADIUS = 0.4;
/** Pieces of a path that are drawn as its arrow: long enough for a head. */
const HEAD = 3;

function drawScene(state: ArrayLike<number>, action: ArrayLike<number> | null, detail: SceneDetail): Scene {
  const large = detail === 'large';
  const now = state[0] === 1 ? 1 : 0;
  const before = state[1]! < 0 ? null : state[1] === 1 ? 1 : 0;
  const taken = action && before !== null ? action[0] : null;
  const shapes: Shape[] = [];
  for (const from of [0, 1] as const)
    for (const choice of [0, 1] as const) {
      const points = choice === 0 ? loop(from) : bow(from);
      if (large && from === before && choice === taken)
        shapes.push(
          { kind: 'line', points: points.slice(0, -HEAD), role: 'action' },
          { kind: 'arrow', from: points.at(-HEAD - 1)!, to: points.at(-1)!, role: 'action' },
        );
      else if (large) shapes.push({ kind: 'line', points, role: 'quiet' });
    }
  if (!large) shapes.push({ kind: 'line', points: [CENTRES[0], CENTRES[1]], role: 'quiet' });
  for (const place of [0, 1] as const) {
    const [x, y] = CENTRES[place];
    shapes.push({ kind: 'circle', x, y, radius: large ? RADIUS : 0.7, role: 'body' });
    if (large) shapes.push(...words(place));
  }
  const [x, y] = CENTRES[now];
  shapes.push({ kind: 'circle', x, y, radius: large ? 0.17 : 0.32, role: 'limb' });
  return {
    x: large ? [-2.3, 2.3] : [-1.8, 1.8],
    y: [-1, 1],
    shapes,
    readouts: large
      ? [
          { label: 'state', value: now === 0 ? 'i' : 'j' },
          { label: 'last reward', value: lastReward(before, taken) },
        ]
      : [],
  };
}

const lastReward = (before: 0 | 1 | null, taken: number | null | undefined): string =>
  before === null || taken === null ? '–' : signed(taken === 0 ? STAY_REWARDS[before] : 0, 0);

/** Staying: out of the state's far side and back into it. */
function loop(from: 0 | 1): Point[] {
  const side = from === 0 ? 1 : -1;
  const turn = (degrees: number) => (side * degrees * Math.PI) / 180;
  return arc([CENTRES[from][0] - 0.62 * side, 0], 0.36, turn(-50), turn(230));
}

/** Going: over the top from i to j, below on the way back. */
function bow(from: 0 | 1): Point[] {
  const side = from === 0 ? 1 : -1;
  return Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    return [side * (-0.66 + 1.32 * t), side * (0.22 + 1.2 * t * (1 - t))];
  });
}

function words(place: 0 | 1): Shape[] {
  const [x] = CENTRES[place];
  const side = place === 0 ? -1 : 1;
  return [
    { kind: 'label', x, y: 0.52, text: NAMES[place], anchor: 'middle' },
    { kind: 'label', x: x + 0.62 * side, y: -0.62, text: `stay: +${STAY_REWARDS[place]}`, anchor: 'middle' },
    { kind: 'label', x: 0, y: place === 0 ? 0.62 : -0.74, text: 'go: 0', anchor: 'middle' },
  ];
}
