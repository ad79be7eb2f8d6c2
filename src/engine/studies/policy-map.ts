import type { SliceAxis } from '../envs/environment.ts';
import { planeOf, type StatePlane } from '../envs/plane.ts';
import { observeSlice, sliceSize } from '../envs/slice.ts';
import { RunningNormalizer } from '../rollout/running-normalizer.ts';
import { type StudyDesk, thinned } from './desk.ts';
import type { UpdateRecord } from './study.ts';

/** π_θ and V_φ after an update over a plane of state space (or a line), and where its batch was. Points run along x first. */
export interface PolicyMap {
  readonly x: SliceAxis;
  /** Null for a line. */
  readonly y: SliceAxis | null;
  /** points × what describes π in one state: probabilities, or mean and deviation of each component. */
  readonly policy: Float32Array;
  /** V of every point; null where no V_φ is learned. */
  readonly value: Float32Array | null;
  /** V was fitted to scaled rewards. */
  readonly scaledRewards: boolean;
  /**
   * Coordinates of the batch's states, seen from above: (x, y) each, or x alone. Where observations are normalised, that is
   * undone by what was known after the iteration: exact but for what it learned about them meanwhile.
   */
  readonly visited: Float32Array;
}

/** Dots that still tell where the batch was. */
const MOST_VISITED = 1024;
/** States between two breaths: about a millisecond. */
const STRETCH = 256;

/**
 * @param settings `plane`: its name as in `planesOf`; `span`: 'visited' for the ranges that the batch covers, else the
 * environment's own.
 * @returns null for an environment without states.
 */
export async function mapPolicy(
  desk: StudyDesk,
  { batch, thetaNew, phi, normalizer: saved, config }: UpdateRecord,
  breathe: () => Promise<void>,
  settings: { readonly plane?: unknown; readonly span?: unknown } = {},
): Promise<PolicyMap | null> {
  const { environment } = desk;
  const whole = planeOf(environment, String(settings.plane ?? ''));
  if (!whole) return null;
  const { size } = environment.observation;
  const normalizer = saved && new RunningNormalizer(size);
  normalizer?.load(saved!);

  const { observations: seen, size: rows } = thinned(batch, MOST_VISITED);
  const raw = seen.slice();
  normalizer?.restore(seen, rows, raw);
  const visited = locate(environment.coordinates!, whole, raw, rows, size);
  const plane = settings.span === 'visited' ? around(whole, visited) : whole;

  const points = sliceSize(plane);
  const observations = observeSlice(environment, plane);
  normalizer?.normalise(observations, points, observations);
  const actor = desk.policyAt(thetaNew);
  const critic = phi && desk.valueAt(phi);
  const { distribution } = desk.policy;
  const width = distribution.descriptionSize;
  const policy = new Float32Array(points * width);
  const value = critic && new Float32Array(points);
  for (let from = 0; from < points; from += STRETCH) {
    const count = Math.min(STRETCH, points - from);
    const stretch = observations.subarray(from * size, (from + count) * size);
    const outputs = actor(stretch, count);
    const described = policy.subarray(from * width, (from + count) * width);
    for (let row = 0; row < count; row++) distribution.describe(outputs, row, described);
    if (critic) value!.set(critic(stretch, count), from);
    await breathe();
  }
  const { x, y } = plane;
  return { x, y, policy, value, scaledRewards: config.normalizeReward === true, visited };
}

type Coordinates = NonNullable<StudyDesk['environment']['coordinates']>;

/** Where each observation was made, on the plane. */
function locate(
  { axes, locate: find }: Coordinates,
  { along }: StatePlane,
  seen: Float32Array,
  rows: number,
  size: number,
) {
  const [x, y] = along;
  const width = y === null ? 1 : 2;
  const places = new Float32Array(rows * width);
  const place = new Float64Array(axes.length);
  for (let row = 0; row < rows; row++) {
    find(seen, row * size, place);
    places[row * width] = place[x]!;
    if (y !== null) places[row * width + 1] = place[y]!;
  }
  return places;
}

/** The same plane, only as far as it was visited. */
function around(plane: StatePlane, visited: Float32Array): StatePlane {
  const width = plane.y ? 2 : 1;
  const column = (index: number) => visited.filter((_, i) => i % width === index);
  return { ...plane, x: covering(plane.x, column(0)), y: plane.y && covering(plane.y, column(1)) };
}

/** Ends at whole steps of an eighth of the extent or more, so that the picture does not tremble from update to update. */
function covering(axis: SliceAxis, values: Float32Array): SliceAxis {
  if (axis.isDiscrete || values.length === 0) return axis;
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const extent = Math.max(most - least, (axis.range[1] - axis.range[0]) / 1000);
  let step = 1;
  while (step > extent / 8) step /= 2;
  while (step < extent / 8) step *= 2;
  const [first, last] = [Math.floor(least / step) * step, Math.ceil(most / step) * step];
  return { ...axis, range: [first, last > first ? last : first + step] };
}
