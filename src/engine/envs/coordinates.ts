import type { SliceAxis, StateCoordinates } from './environment.ts';

/** Coordinates of states that are observed as they are. */
export const observedWhole = (axes: readonly SliceAxis[]): StateCoordinates => ({
  axes,
  state(coordinates, state, at) {
    for (let i = 0; i < axes.length; i++) state[at + i] = coordinates[i]!;
  },
  locate(observation, at, coordinates) {
    for (let i = 0; i < axes.length; i++) coordinates[i] = observation[at + i]!;
  },
});

/** The place of the greatest of `count` numbers: which state a one-hot observation means, also after it was rescaled. */
export function greatest(numbers: ArrayLike<number>, at: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (numbers[at + i]! > numbers[at + best]!) best = i;
  return best;
}
