import type { Environment } from '../../engine/envs/environment.ts';
import type { StageFrame } from '../../worker/messages.ts';

/** One copy of the environment, as the figure needs it. */
export interface ActingCopy {
  readonly state: ArrayLike<number>;
  /** Null before the first step. */
  readonly action: ArrayLike<number> | null;
  readonly steps: number;
  readonly ended: boolean;
}

/** The small copies below the large one. */
export const SMALL_COPIES = 16;
export const COPIES = 1 + SMALL_COPIES;

/** A frame of another environment, left over from the run before, fits no copy. */
export function frameFits(environment: Environment, frame: StageFrame | null): frame is StageFrame {
  return frame !== null && frame.copies > 0 && frame.states.length === frame.copies * environment.stateSize;
}

export function copyOf(environment: Environment, frame: StageFrame, index: number): ActingCopy {
  const { stateSize } = environment;
  const actionSize = frame.actions.length / frame.copies;
  const action = frame.actions.subarray(index * actionSize, (index + 1) * actionSize);
  return {
    state: frame.states.subarray(index * stateSize, (index + 1) * stateSize),
    action: Number.isNaN(action[0] ?? Number.NaN) ? null : action,
    steps: frame.steps[index] ?? 0,
    ended: frame.ended[index] === 1,
  };
}

/** Before anything acts: a start state from the middle of every distribution. */
export function restingCopy(environment: Environment): ActingCopy {
  const state = new Float64Array(environment.stateSize);
  environment.reset(state, 0, () => 0.5);
  return { state, action: null, steps: 0, ended: false };
}
