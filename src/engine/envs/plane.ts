import type { Environment, SliceAxis, StateCoordinates, StateSlice } from './environment.ts';

/** A plane (or line) through state space along two (or one) of its coordinates, both by index. */
export interface StatePlane extends StateSlice {
  /** Of x and y among the environment's coordinates. */
  readonly along: readonly [number, number | null];
}

/** A coordinate's name without its unit: "turn rate (rad/s)" is "turn rate". */
export const axisName = ({ label }: SliceAxis): string => label.replace(/ \(.*\)$/, '');

/** The same as a link writes it: "turn-rate". */
const keyOf = (axis: SliceAxis): string => axisName(axis).replaceAll(' ', '-');

/** Every plane that an environment has, its own slice first, as links name them: "angle,turn-rate". */
export function planesOf(environment: Environment): readonly string[] {
  const { coordinates, slice } = environment;
  if (!coordinates || !slice) return [];
  if (!slice.y) return [keyOf(slice.x)];
  const names = coordinates.axes.map(keyOf);
  const pairs = names.flatMap((x, i) => names.slice(i + 1).map((y) => `${x},${y}`));
  const own = `${keyOf(slice.x)},${keyOf(slice.y)}`;
  return [own, ...pairs.filter((pair) => pair !== own)];
}

/**
 * The plane of that name, or the environment's own slice where it has none so called; what lies off the plane stands in the
 * middle of its range. Null for an environment without states.
 */
export function planeOf(environment: Environment, name: string): StatePlane | null {
  const { coordinates } = environment;
  const [own] = planesOf(environment);
  if (!coordinates || own === undefined) return null;
  const chosen = planesOf(environment).includes(name) ? name : own;
  const [x, y = null] = chosen.split(',').map((part) => coordinates.axes.findIndex((axis) => keyOf(axis) === part));
  return planeAlong(coordinates, x!, y);
}

function planeAlong(coordinates: StateCoordinates, x: number, y: number | null): StatePlane {
  const { axes } = coordinates;
  const middle = axes.map(({ range: [first, last] }) => (first + last) / 2);
  return {
    along: [x, y],
    x: axes[x]!,
    y: y === null ? null : axes[y]!,
    state(atX, atY, state, at) {
      const place = middle.slice();
      place[x] = atX;
      if (y !== null) place[y] = atY;
      coordinates.state(place, state, at);
    },
  };
}
