import type { Environment, SliceAxis, StateSlice } from './environment.ts';

/** How many states there are in a slice. */
export const sliceSize = ({ x, y }: StateSlice): number => x.count * (y?.count ?? 1);

/** Coordinates along an axis, both ends included exactly. */
export function slicePoints({ range: [first, last], count }: SliceAxis): number[] {
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? last : first + ((last - first) * i) / (count - 1)));
}

/**
 * What the policy sees in every state of a slice: count × observation size, row by row of y, x running fastest.
 * Empty for an environment without a slice.
 */
export function observeSlice(environment: Environment, slice = environment.slice): Float32Array {
  const { observation, stateSize } = environment;
  if (!slice) return new Float32Array(0);
  const observations = new Float32Array(sliceSize(slice) * observation.size);
  const state = new Float64Array(stateSize);
  let at = 0;
  for (const y of slice.y ? slicePoints(slice.y) : [0])
    for (const x of slicePoints(slice.x)) {
      slice.state(x, y, state, 0);
      environment.observe(state, 0, observations, at);
      at += observation.size;
    }
  return observations;
}
