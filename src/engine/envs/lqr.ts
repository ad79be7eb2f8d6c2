import { z } from 'zod';
import type { FieldMeta } from '../algorithms/fields.ts';
import { observedWhole } from './coordinates.ts';
import { signed } from './drawing.ts';
import type { Environment, EnvironmentOptions, Scene, SceneDetail, Shape, SliceAxis } from './environment.ts';
import { standardNormal } from './noise.ts';

const POSITION: SliceAxis = { label: 'position', range: [-3, 3], count: 61 };

/**
 * # LQR-v0
 *
 * The linear-quadratic regulator on a line: hold x at 0 against noise, by pushes that may cost something. The best policy is
 * linear, u = −k x, and its gain k is known exactly, so that one can see how far from it learning ends.
 *
 * **Action space**: box, 1. The push u, clipped to [−6, 6]; without that a bad policy would drive x, and with it every
 * gradient, beyond all numbers. A policy anywhere near the best one never pushes so hard.
 *
 * **Observation space**: float32, 1: the position x, rounded.
 *
 * **Reward**: −(q x² + r u²), of the position before the step.
 *
 * **Episode end**: never terminated; truncated after 50 steps.
 *
 * **Reset**: x standard normal.
 *
 * **Dynamics**: x′ = a x + b u + σ_w w, with standard normal w, a = 0.7 and b = 1.
 *
 * **`process`**:
 *
 * |                     | σ_w | q | r   | best gain k | at discount γ | best mean return | solved at |
 * |---------------------|-----|---|-----|-------------|---------------|------------------|-----------|
 * | `quiet` (default)   | 0.1 | 1 | 0.1 | 0.6327      | 0.9           | −1.56            | −1.85     |
 * | `noisy`             | 1   | 1 | 0   | 0.7         | any           | −50              | −52       |
 *
 * Solved at two standard errors of the mean of 100 episodes below the exact optimum (one episode deviates by 1.47 and 10).
 *
 * **Source**: in the manner of Peters and Schaal 2008 (quiet) and of Kakade 2001, "A Natural Policy Gradient" (noisy); the
 * closed forms are in `exact/lqr.ts`.
 */
const make = ({ noise, q, r, successThreshold, returnRange }: Process, options: EnvironmentOptions): Environment => ({
  id: 'LQR-v0',
  title: 'Linear-quadratic regulator',
  summary: 'Hold a point at zero against noise: the best policy is one number, its gain.',
  observation: { size: 1, names: ['position'] },
  action: { kind: 'box', size: 1, low: -MAX_PUSH, high: MAX_PUSH, names: ['push'] },
  stateSize: 1,
  maxEpisodeSteps: 50,
  successThreshold,
  returnRange,
  secondsPerStep: 0.2,
  options,

  reset(state, at, draw) {
    state[at] = standardNormal(draw);
  },

  step(state, at, action, actionAt, draw, outcome) {
    const x = state[at]!;
    const push = clip(action[actionAt]!, MAX_PUSH);
    outcome.reward = -(q * x * x + r * push * push);
    outcome.terminated = false;
    state[at] = DYNAMICS.a * x + DYNAMICS.b * push + noise * standardNormal(draw);
  },

  observe(state, at, observation, observationAt) {
    observation[observationAt] = state[at]!;
  },

  slice: {
    x: POSITION,
    y: null,
    state(x, _y, state, at) {
      state[at] = x;
    },
  },

  coordinates: observedWhole([POSITION]),

  scene: drawScene,
});

interface Process {
  /** Standard deviation σ_w of what the world adds at every step. */
  readonly noise: number;
  /** Costs of a position and of a push. */
  readonly q: number;
  readonly r: number;
  readonly successThreshold: number;
  readonly returnRange: readonly [number, number];
}

/** Of x′ = a x + b u + σ_w w. */
export const DYNAMICS = { a: 0.7, b: 1 };
export const PROCESSES = {
  quiet: { noise: 0.1, q: 1, r: 0.1, successThreshold: -1.85, returnRange: [-20, 0] },
  noisy: { noise: 1, q: 1, r: 0, successThreshold: -52, returnRange: [-200, 0] },
} as const satisfies Record<string, Process>;
const MAX_PUSH = 6;

const clip = (x: number, limit: number): number => Math.max(-limit, Math.min(limit, x));

const meta: FieldMeta = {
  label: 'process',
  symbol: '*σ*_{w}',
  doc: 'How strongly noise moves the point, and what a push costs.',
  choices: { quiet: 'quiet, pushes cost', noisy: 'noisy, pushes are free' },
  structural: true,
};

const options: EnvironmentOptions = {
  fields: z.object({
    process: z
      .enum(['quiet', 'noisy'])
      .meta({ ...meta })
      .default('quiet'),
  }),
  configure: ({ process }) => (process === 'noisy' ? noisy : lqr),
};
export const lqr: Environment = make(PROCESSES.quiet, options);
const noisy = make(PROCESSES.noisy, options);

/** The drawing's ends; what is beyond stands there, and the readout tells the number. */
const EDGE = 3;
const LENGTH_PER_PUSH = 0.5;

function drawScene(state: ArrayLike<number>, action: ArrayLike<number> | null, detail: SceneDetail): Scene {
  const large = detail === 'large';
  const push = action ? clip(action[0]!, MAX_PUSH) : null;
  const x = clip(state[0]!, EDGE);
  const radius = large ? 0.16 : 0.4;
  const shapes: Shape[] = [
    {
      kind: 'line',
      points: [
        [-EDGE, 0],
        [EDGE, 0],
      ],
      role: 'ground',
    },
    {
      kind: 'line',
      points: [
        [0, 0],
        [0, large ? 0.9 : 1.2],
      ],
      role: 'limit',
    },
    { kind: 'circle', x, y: radius, radius, role: 'body' },
  ];
  if (large) {
    shapes.push({ kind: 'label', x: 0.08, y: 0.8, text: 'hold it here', anchor: 'start' });
    // Too weak a push has no direction to point in.
    if (push !== null && Math.abs(push) >= 0.02) {
      const start = x + Math.sign(push) * (radius + 0.05);
      const to = clip(start + push * LENGTH_PER_PUSH, EDGE + 0.4);
      shapes.push({ kind: 'arrow', from: [start, radius], to: [to, radius], role: 'action' });
    }
  }
  return {
    x: [-EDGE - 0.2, EDGE + 0.2],
    y: [0, large ? 1 : 1.4],
    shapes,
    ...(large && { axis: { y: 0, ticks: [-3, -2, -1, 0, 1, 2, 3] } }),
    readouts: large
      ? [
          { label: 'position', value: signed(state[0]!, 2) },
          { label: 'push', value: push === null ? '–' : signed(push, 2) },
        ]
      : [],
  };
}
