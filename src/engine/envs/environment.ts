import type { z } from 'zod';

/**
 * What an environment is: a scalar definition over a slice of a state array. `VectorEnv` runs many of them side by side.
 *
 * Every definition file opens with a header that is its specification: spaces, rewards, episode end, reset distribution
 * and source. All state is float64; observations are the float32 values that the policy sees.
 */

/** Uniform draws in [0, 1), one after the other, from the stream that the caller chose. */
export type Draw = () => number;

export type ActionSpace =
  | { readonly kind: 'discrete'; readonly n: number; readonly names: readonly string[] }
  /** Each component is clipped to [low, high] by the dynamics; the policy's sample is not. */
  | {
      readonly kind: 'box';
      readonly size: number;
      readonly low: number;
      readonly high: number;
      readonly names: readonly string[];
    };

/** Written by `step`, reused between calls: no garbage in the inner loop. */
export interface StepOutcome {
  reward: number;
  /** The task itself ended here. A time limit is `truncated`, which `VectorEnv` decides; the two are never merged. */
  terminated: boolean;
}

export interface Environment {
  readonly id: string;
  readonly title: string;
  /** One friendly sentence: what the agent has to do. */
  readonly summary: string;
  readonly observation: { readonly size: number; readonly names: readonly string[] };
  readonly action: ActionSpace;
  /** Float64 numbers of state a copy; `step` may keep anything there that it needs. */
  readonly stateSize: number;
  readonly maxEpisodeSteps: number;
  /** The mean return of 100 episodes at which the task counts as solved. */
  readonly successThreshold: number;
  /** Least and greatest return worth an axis. */
  readonly returnRange: readonly [number, number];
  /** Seconds of simulated time per step, for showing it at its natural pace. */
  readonly secondsPerStep: number;

  /** Draw a start state into state[at … at + stateSize). */
  reset(state: Float64Array, at: number, draw: Draw): void;
  /** Advance state[at …) by one step under action[actionAt …) (a discrete action is its index). */
  step(
    state: Float64Array,
    at: number,
    action: ArrayLike<number>,
    actionAt: number,
    draw: Draw,
    outcome: StepOutcome,
  ): void;
  /** Write the float32 observation of state[at …) into observation[observationAt …). */
  observe(state: Float64Array, at: number, observation: Float32Array, observationAt: number): void;
  /** The drawing of one state: plain shapes in world coordinates (y up). `action` is null before the first step. */
  scene(state: ArrayLike<number>, action: ArrayLike<number> | null, detail: SceneDetail): Scene;

  /** Settings of the environment's own; absent where there is nothing to set. */
  readonly options?: EnvironmentOptions;
  /** A line or plane through state space over which policies are drawn; absent where there is but one state. */
  readonly slice?: StateSlice;
  /** Coordinates of all its states, for other planes, and to tell from an observation where it was made; absent likewise. */
  readonly coordinates?: StateCoordinates;
  /** The whole dynamics, where the states can be counted: what exact algorithms work from. */
  readonly transitions?: Transitions;
}

/**
 * What can be set about an environment. A run's config holds these fields beside its algorithm's, under keys that no
 * algorithm uses; `environmentFor` in index.ts reads them.
 */
export interface EnvironmentOptions {
  /** Every field with its documentation and default, as in algorithms/fields.ts. */
  readonly fields: z.ZodObject;
  /** The environment under these settings, the same object for the same settings. All variants share id and spaces. */
  configure(settings: Readonly<Record<string, unknown>>): Environment;
}

/** States on a regular grid of one or two coordinates. */
export interface StateSlice {
  readonly x: SliceAxis;
  /** Null for a line. */
  readonly y: SliceAxis | null;
  /** Writes the state at (x, y) into state[at … at + stateSize); what lies off the slice stands at its centre. */
  state(x: number, y: number, state: Float64Array, at: number): void;
}

/** What tells states apart, one number each. */
export interface StateCoordinates {
  /** Their names and ranges, the slice's among them. A coordinate without ends has the range in which a policy may live. */
  readonly axes: readonly SliceAxis[];
  /** Writes the state at these coordinates into state[at … at + stateSize). */
  state(coordinates: ArrayLike<number>, state: Float64Array, at: number): void;
  /** Its inverse, as far as it can be seen: fills `coordinates` from observation[at …). */
  locate(observation: ArrayLike<number>, at: number, coordinates: Float64Array): void;
}

export interface SliceAxis {
  /** What it measures, with its unit where it has one. */
  readonly label: string;
  /** Coordinates of the first and the last point. */
  readonly range: readonly [number, number];
  /** How many points tell enough; the only ones there are, where `isDiscrete`. */
  readonly count: number;
  readonly isDiscrete?: boolean;
}

/** One thing that may come of an action. */
export interface Transition {
  readonly probability: number;
  /** Index of the next state. */
  readonly next: number;
  readonly reward: number;
  readonly terminated: boolean;
}

/** transitions[state][action]: all that may happen, with probabilities that add up to 1. */
export type Transitions = readonly (readonly (readonly Transition[])[])[];

/** `large`: one copy with its annotations; `small`: one of many thumbnails. */
export type SceneDetail = 'large' | 'small';

/** What a shape is, not how it looks: the chart chooses ink, width and dash. */
export type ShapeRole = 'body' | 'limb' | 'ground' | 'limit' | 'action' | 'quiet';

export type Shape =
  | { readonly kind: 'line'; readonly points: readonly (readonly [number, number])[]; readonly role: ShapeRole }
  /** `x`, `y` is its corner of least x and y. */
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly role: ShapeRole;
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly role: ShapeRole;
    }
  /** The head is at `to`. */
  | {
      readonly kind: 'arrow';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly role: ShapeRole;
    }
  /** Text markup as in charts/rich-text: *θ* italic, _{old}, ^{2}. */
  | {
      readonly kind: 'label';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
    };

export interface Scene {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly shapes: readonly Shape[];
  /** Ticks of a horizontal axis at `y`, where the drawing has one. */
  readonly axis?: { readonly y: number; readonly ticks: readonly number[] };
  /** Named numbers to print beside the drawing. */
  readonly readouts: readonly { readonly label: string; readonly value: string }[];
}
