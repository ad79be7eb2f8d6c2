import type { Critic } from '../nn/learner.ts';
import type { Trajectories } from './trajectories.ts';

/** V of every state that was visited, and of the state that truly followed it. */
export interface VisitedValues {
  /** V(s_t), one a row. */
  readonly values: Float32Array;
  /** V(s_{t+1}), one a row: of the final observation where a time limit cut the episode, 0 where it terminated. */
  readonly nextValues: Float32Array;
}

/** Evaluates V_φ once, on all visited states, the last ones and the final ones together. */
export async function visitedValues(value: Critic, trajectories: Trajectories): Promise<VisitedValues> {
  const { rows, copies, observations, lastObservations, finals, terminated, truncated } = trajectories;
  const size = value.inputs;
  // Final states are as many as chance will have it: room for a power of two keeps the batch shapes few.
  const room = finals.length === 0 ? 0 : 1 << (32 - Math.clz32(finals.length - 1));
  const count = rows + copies + room;
  const stacked = new Float32Array(count * size);
  stacked.set(observations);
  stacked.set(lastObservations, rows * size);
  for (const [i, { observation }] of finals.entries()) stacked.set(observation, (rows + copies + i) * size);
  const all = await value.values(stacked, count);

  const values = all.subarray(0, rows);
  // What follows row t·N + n is row (t + 1)·N + n; after the last time step come the last observations.
  const nextValues = all.slice(copies, rows + copies);
  for (let row = 0; row < rows; row++) if (terminated[row] || truncated[row]) nextValues[row] = 0;
  for (const [i, { row }] of finals.entries()) nextValues[row] = all[rows + copies + i]!;
  return { values, nextValues };
}
