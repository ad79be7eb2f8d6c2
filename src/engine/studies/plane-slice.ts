import type { RunConfig } from '../run-spec.ts';
import { combined, dot } from '../vectors.ts';
import type { StudyDesk } from './desk.ts';
import { directionsOf } from './plane-directions.ts';
import { type PlaneFisher, planeGrid } from './plane-grid.ts';
import type { UpdateRecord } from './study.ts';
import { gainOf } from './surrogates.ts';

/**
 * The plane through θ_old that holds the natural gradient x ≈ F⁻¹g (the first axis) and the gradient g. Places are lengths
 * along two orthonormal directions; grids run along the first axis, then the second.
 */
export interface PlaneSlice {
  /** Where the grid was measured: ascending, closer together around 0, which is among them. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Measured L^IS − L^IS(θ_old), and mean KL(π_old ‖ π_θ), at every grid point. */
  readonly surrogate: Float64Array;
  readonly kl: Float64Array;
  readonly fisher: PlaneFisher;
  /** g in the plane: all of it. */
  readonly gradient: readonly [number, number];
  /** The radius, and whether it is the algorithm's δ; where it has none, the KL of its step. */
  readonly delta: number;
  readonly isBound: boolean;
  /** The step taken, as far as it lies in the plane, and the length of the rest; measured where it ended, rest and all. */
  readonly step: Mark;
  readonly stepOutside: number;
  /** √(2δ/gᵀF⁻¹g) F⁻¹g, and a plain gradient step of the same length. */
  readonly natural: Mark;
  readonly vanilla: Mark;
  /** Samples that it was measured on. */
  readonly rows: number;
  /** The axes themselves, [parameters] each, where they were asked for: so that the same places can be found elsewhere. */
  readonly axes: readonly [Float64Array, Float64Array] | null;
}

/** A place in the plane, and what was measured of it. */
export interface Mark {
  readonly at: readonly [number, number];
  readonly surrogate: number;
  readonly kl: number;
}

const MOST_ROWS = 1024;
/** The radius where a step without a δ moved nothing. */
const USUAL_DELTA = 0.01;
/** Grid rows between two breaths: some milliseconds. */
const STRETCH = 4;

/** @param settings `axes`: hand out the axes too. Null where the batch asks for no step, or θ is a single number. */
export async function slicePlane(
  desk: StudyDesk,
  update: UpdateRecord,
  breathe: () => Promise<void>,
  settings: { readonly axes?: unknown } = {},
): Promise<PlaneSlice | null> {
  const directions = await directionsOf(desk, update, breathe);
  if (!directions) return null;
  const { first, second, gradient } = directions;
  const { old, advantages, rows } = desk.open(update, MOST_ROWS);
  const { thetaOld, thetaNew, config } = update;
  const [Fx, Fy] = [old.fisherProduct(first), old.fisherProduct(second)];
  const fisher = [dot(first, Fx), dot(first, Fy), dot(second, Fy)] as const;

  const measure = (theta: ArrayLike<number>) => {
    const { ratios, kl } = old.at(theta);
    return { surrogate: gainOf(ratios, advantages), kl };
  };
  const measureAt = (x: number, y: number) => measure(combined([1, thetaOld], [x, first], [y, second]));
  const mark = (at: Mark['at']): Mark => ({ at, ...measureAt(...at) });

  const taken = Float64Array.from(thetaNew, (theta, i) => theta - thetaOld[i]!);
  const shadow = [dot(taken, first), dot(taken, second)] as const;
  const step = { at: shadow, ...measure(thetaNew) };
  const bound = boundOf(config);
  const delta = bound ?? (step.kl > 1e-9 ? step.kl : USUAL_DELTA);
  // A step that left the real numbers is in no plane.
  if (!Number.isFinite(delta + shadow[0] + shadow[1])) return null;
  const length = Math.sqrt((2 * delta) / fisher[0]);
  const share = length / Math.sqrt(dot(gradient, gradient));
  const natural = mark([length, 0]);
  const vanilla = mark([share * gradient[0], share * gradient[1]]);

  const { x, y } = planeGrid(fisher, delta, [natural.at, vanilla.at], shadow);
  const surrogate = new Float64Array(x.length * y.length);
  const kl = new Float64Array(x.length * y.length);
  for (let point = 0; point < kl.length; point++) {
    const found = measureAt(x[point % x.length]!, y[Math.floor(point / x.length)]!);
    surrogate[point] = found.surrogate;
    kl[point] = found.kl;
    if (point % STRETCH === STRETCH - 1) await breathe();
  }
  return {
    x,
    y,
    surrogate,
    kl,
    fisher,
    gradient,
    delta,
    isBound: bound !== null,
    step,
    stepOutside: Math.sqrt(Math.max(0, dot(taken, taken) - dot(shadow, shadow))),
    natural,
    vanilla,
    rows,
    axes: settings.axes === true ? [first, second] : null,
  };
}

/** The δ that the algorithm holds the KL of a step to, or aims it at; null where it has none. */
function boundOf({ delta, form, stepRule, averageDecay }: RunConfig): number | null {
  // Not in the penalised problem, nor under a fixed step; and not where δ bounds the distance to an averaged policy.
  const applies = (form ?? 'constraint') === 'constraint' && (stepRule ?? 'kl') === 'kl' && averageDecay === undefined;
  return delta !== undefined && applies ? Number(delta) : null;
}
