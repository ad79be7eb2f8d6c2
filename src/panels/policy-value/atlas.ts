import type { ActionSpace, SliceAxis } from '../../engine/envs/environment.ts';
import { axisName } from '../../engine/envs/plane.ts';
import { slicePoints } from '../../engine/envs/slice.ts';
import type { PolicyMap } from '../../engine/studies/policy-map.ts';

/** One quantity over the plane, points along x first. */
export interface Field {
  readonly values: Float32Array;
  /** What the darkest and the lightest colour stand for. */
  readonly range: readonly [number, number];
  /** Between two points a probability follows its log-odds, which networks bend far less. */
  readonly isProbability: boolean;
}

/** log p/(1 − p), as far as float32 can tell p from 0 and 1. */
export function logOdds(p: number): number {
  const inside = Math.max(1e-7, Math.min(1 - 1e-7, p));
  return Math.log(inside / (1 - inside));
}

/** What the panel draws of a map: π's probability of one action, or its mean; and V. */
export interface Atlas {
  readonly x: SliceAxis;
  readonly y: SliceAxis | null;
  readonly kind: ActionSpace['kind'];
  /** Name of the action, or of the component of it. */
  readonly action: string;
  readonly policy: Field;
  /** Deviation of the component, the same in every state; null for discrete actions. */
  readonly deviation: number | null;
  readonly value: Field | null;
  readonly scaledRewards: boolean;
  readonly visited: Float32Array;
  /** How many states those are. */
  readonly rows: number;
}

/** @param name the action's, or anything else for the last one */
export function atlasOf(map: PolicyMap, space: ActionSpace, name: string): Atlas {
  const found = space.names.indexOf(name);
  const chosen = found < 0 ? space.names.length - 1 : found;
  const width = space.kind === 'discrete' ? space.n : 2 * space.size;
  const first = space.kind === 'discrete' ? chosen : 2 * chosen;
  const values = map.policy.filter((_, i) => i % width === first);
  return {
    x: map.x,
    y: map.y,
    kind: space.kind,
    action: space.names[chosen]!,
    policy:
      space.kind === 'discrete'
        ? { values, range: [0, 1], isProbability: true }
        : { values, range: [space.low, space.high], isProbability: false },
    deviation: space.kind === 'discrete' ? null : map.policy[first + 1]!,
    value: map.value && { values: map.value, range: extent(map.value), isProbability: false },
    scaledRewards: map.scaledRewards,
    visited: map.visited,
    rows: map.visited.length / (map.y ? 2 : 1),
  };
}

/** What is read at one point of the plane. */
export interface Spot {
  /** Index of the point along each axis. */
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number | null;
  readonly policy: number;
  readonly value: number | null;
  /** States of the batch near it, as seen on this plane. */
  readonly near: number;
}

/** Half the width of "near", as a part of each axis. */
const NEAR = 1 / 12;

/** The grid point nearest to a place given as parts of both axes. */
export function spotAt(atlas: Atlas, place: { readonly x: number; readonly y: number }): Spot {
  const { x, y, policy, value, visited, rows } = atlas;
  const column = indexAt(x, place.x);
  const row = y ? indexAt(y, place.y) : 0;
  const at = row * x.count + column;
  const [atX, atY] = [slicePoints(x)[column]!, y ? slicePoints(y)[row]! : null];
  let near = 0;
  for (let i = 0; i < rows; i++) {
    const dx = apart(x, visited[y ? 2 * i : i]!, atX);
    const dy = y && atY !== null ? apart(y, visited[2 * i + 1]!, atY) : 0;
    if (dx * dx + dy * dy <= 1) near++;
  }
  return { column, row, x: atX, y: atY, policy: policy.values[at]!, value: value && value.values[at]!, near };
}

/** In units of "near"; on a discrete axis only the place itself is near. */
function apart({ range: [first, last], isDiscrete }: SliceAxis, a: number, b: number): number {
  return Math.abs(a - b) / (isDiscrete ? 0.5 : (last - first) * NEAR);
}

export const indexAt = ({ count }: SliceAxis, part: number): number => Math.round(part * (count - 1));

/** The part of the axis at which a point stands: what the link keeps. */
export const partOf = ({ count }: SliceAxis, index: number): number =>
  Math.round((Math.max(0, Math.min(count - 1, index)) / (count - 1)) * 1000) / 1000;

/** A coordinate with its unit: "turn rate (rad/s)" at 0.5 is "turn rate 0.50 rad/s". */
export function sayCoordinate(axis: SliceAxis, at: number, write: (value: number) => string): string {
  const unit = / \((.*)\)$/.exec(axis.label)?.[1];
  return `${axisName(axis)} ${write(at)}${unit ? ` ${unit}` : ''}`;
}

/** As many decimals as tell neighbouring points apart. */
export function decimalsOf({ range: [first, last], count, isDiscrete }: SliceAxis): number {
  return isDiscrete ? 0 : Math.max(0, Math.min(6, Math.ceil(-Math.log10((last - first) / (count - 1)))));
}

function extent(values: Float32Array): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
