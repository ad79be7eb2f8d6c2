import { signed } from './drawing.ts';
import type { Environment, Scene, SceneDetail, Shape } from './environment.ts';
import { standardNormal } from './noise.ts';

const ARM_NAMES = ['left', 'right'] as const;

/**
 * # Bandit-v0
 *
 * The lecture's two actions: one pull of one of two arms, and the episode is over. There is nothing to see, so the whole
 * policy is a single number, π_θ = σ(θ), and what a step Δθ does to it can be followed by hand.
 *
 * **Action space**: discrete, 2. 0 pulls the left arm, 1 the right one.
 *
 * **Observation space**: empty.
 *
 * **Reward**: Gaussian, of deviation 0.3 around the arm's mean: 0.5 on the left, 1 on the right. Solved at a mean return of
 * 0.95, which takes the better arm in nine pulls of ten.
 *
 * **Episode end**: terminated after the one step.
 *
 * **Reset**: no pull yet; nothing is drawn.
 *
 * **State**: the arm pulled last (−1 before the first pull) and the reward it gave, both for the drawing only.
 *
 * **Source**: CMU 10-403, "Natural Policy Gradients", the slide on Δθ = −2 under a sigmoid policy; the arms are ours.
 */
export const bandit: Environment = {
  id: 'Bandit-v0',
  title: 'Two-armed bandit',
  summary: 'Find out which of two arms pays more, from noisy rewards alone.',
  observation: { size: 0, names: [] },
  action: { kind: 'discrete', n: 2, names: ARM_NAMES },
  stateSize: 2,
  maxEpisodeSteps: 1,
  successThreshold: 0.95,
  returnRange: [0, 1.5],
  secondsPerStep: 0.5,

  reset(state, at) {
    state[at] = -1;
    state[at + 1] = 0;
  },

  step(state, at, action, actionAt, draw, outcome) {
    const arm = action[actionAt] === 1 ? 1 : 0;
    const reward = MEANS[arm] + DEVIATION * standardNormal(draw);
    state[at] = arm;
    state[at + 1] = reward;
    outcome.reward = reward;
    outcome.terminated = true;
  },

  observe() {},

  scene: (state, _action, detail) => drawScene(state, detail),
};

/** Mean rewards of the left and the right arm. */
const MEANS = [0.5, 1] as const;
const DEVIATION = 0.3;

const ARM_X = [-0.75, 0.75] as const;
const BAR_WIDTH = 0.7;
const TOP = 1.9;
const BOTTOM = -0.3;

function drawScene(state: ArrayLike<number>, detail: SceneDetail): Scene {
  const large = detail === 'large';
  const arm = state[0] === 1 ? 1 : state[0] === 0 ? 0 : null;
  const reward = state[1]!;
  const shapes: Shape[] = [
    {
      kind: 'line',
      points: [
        [-1.4, 0],
        [1.4, 0],
      ],
      role: 'ground',
    },
  ];
  for (const i of [0, 1] as const) {
    shapes.push({
      kind: 'rect',
      x: ARM_X[i] - BAR_WIDTH / 2,
      y: 0,
      width: BAR_WIDTH,
      height: MEANS[i],
      role: 'body',
    });
    if (large) shapes.push(...annotations(i));
  }
  if (arm !== null) {
    // A reward beyond the drawing stands at its edge; the readout tells the number.
    const y = Math.max(BOTTOM, Math.min(TOP, reward));
    shapes.push({ kind: 'circle', x: ARM_X[arm], y, radius: large ? 0.05 : 0.12, role: 'action' });
    if (large)
      shapes.push({
        kind: 'label',
        x: ARM_X[arm] + BAR_WIDTH / 2 + 0.08,
        y: y - 0.04,
        text: signed(reward, 2),
        anchor: 'start',
      });
  }
  return {
    x: [-1.5, 1.5],
    y: [BOTTOM, TOP],
    shapes,
    readouts: large
      ? [
          { label: 'last pull', value: arm === null ? '–' : ARM_NAMES[arm] },
          { label: 'reward', value: arm === null ? '–' : signed(reward, 2) },
        ]
      : [],
  };
}

/** The arm's name and mean, and a line over one deviation of its rewards to either side. */
function annotations(arm: 0 | 1): Shape[] {
  const x = ARM_X[arm];
  const mean = MEANS[arm];
  return [
    {
      kind: 'line',
      points: [
        [x, mean - DEVIATION],
        [x, mean + DEVIATION],
      ],
      role: 'quiet',
    },
    { kind: 'label', x, y: -0.2, text: `${ARM_NAMES[arm]}: mean ${mean.toFixed(1)}`, anchor: 'middle' },
  ];
}
