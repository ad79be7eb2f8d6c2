import { importanceObjective } from '../algorithms/objectives.ts';
import { conjugateGradient } from '../trust-region/conjugate-gradient.ts';
import { fisherProduct } from '../trust-region/fisher.ts';
import { dot } from '../trust-region/vectors.ts';
import type { StudyDesk } from './desk.ts';
import type { UpdateRecord } from './study.ts';
import { surrogatesOf } from './surrogates.ts';

/**
 * The plane through θ_old that holds the natural gradient x ≈ F⁻¹g (the first axis) and the gradient g. Places are lengths
 * along two orthonormal directions; grids run along the first axis, then the second.
 */
export interface PlaneSlice {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Measured L^IS − L^IS(θ_old), and mean KL(π_old ‖ π_θ), at every grid point. */
  readonly surrogate: Float64Array;
  readonly kl: Float64Array;
  /** F in the plane: [F_xx, F_xy, F_yy]. */
  readonly fisher: readonly [number, number, number];
  /** g in the plane: all of it. */
  readonly gradient: readonly [number, number];
  /** The radius: the algorithm's δ, or where it has none the KL of its step. */
  readonly delta: number;
  /** The step taken, as far as it lies in the plane, and the length of the rest. */
  readonly step: readonly [number, number];
  readonly stepOutside: number;
  /** √(2δ/gᵀF⁻¹g) F⁻¹g, and a plain gradient step of the same length. */
  readonly natural: readonly [number, number];
  readonly vanilla: readonly [number, number];
  /** Samples that it was measured on. */
  readonly rows: number;
}

const SIDE = 17;
const MOST_ROWS = 512;
/** As TRPO has them. */
const CG_ITERATIONS = 10;
const CG_DAMPING = 0.01;
/** The half-widths, in those of the box around the ellipse ½ dᵀFd = δ. */
const REACH = 1.7;

/** Null where the batch asks for no step: all advantages alike, say. */
export function slicePlane(
  desk: StudyDesk,
  update: UpdateRecord,
  breathe: () => Promise<void>,
): Promise<PlaneSlice | null> {
  return desk.with(update, MOST_ROWS, async ({ learner, advantages, rows }) => {
    const { thetaOld, thetaNew, config } = update;
    learner.gradient(importanceObjective, null, advantages, { entCoef: 0, maxGradNorm: 0 });
    const g = Float64Array.from(await learner.direction());
    const damping = Number(config.cgDamping ?? CG_DAMPING);
    const { x: natural } = await conjugateGradient(fisherProduct(learner, damping), g, CG_ITERATIONS);
    await breathe();
    const first = unit(natural);
    const along = first && dot(g, first);
    const second = first && along !== null && unit(g.map((gi, i) => gi - along * first[i]!));
    if (!first || !second || along === null) return null;

    const F = fisherProduct(learner, 0);
    const [Fx, Fy] = [await F(first), await F(second)];
    const fisher = [dot(first, Fx), dot(first, Fy), dot(second, Fy)] as const;
    const taken = Float64Array.from(thetaNew, (theta, i) => theta - thetaOld[i]!);
    const step = [dot(taken, first), dot(taken, second)] as const;
    const stepOutside = Math.sqrt(Math.max(0, dot(taken, taken) - dot(step, step)));

    const base = mean(advantages);
    const measure = async (place: Float32Array) => {
      learner.place(place);
      const { ratios, kl } = await learner.survey();
      return { surrogate: surrogatesOf(ratios, advantages, 0).surrogate - base, kl };
    };
    const delta = Number(config.delta ?? (await measure(Float32Array.from(taken))).kl);
    const length = Math.sqrt((2 * delta) / fisher[0]);
    const gradient = [along, dot(g, second)] as const;
    const norm = Math.sqrt(dot(gradient, gradient));

    const [halfX, halfY] = halfWidths(fisher, delta);
    const places = (half: number) => Float64Array.from({ length: SIDE }, (_, i) => half * ((2 * i) / (SIDE - 1) - 1));
    const [x, y] = [places(halfX), places(halfY)];
    const [surrogate, kl] = [new Float64Array(SIDE * SIDE), new Float64Array(SIDE * SIDE)];
    for (let j = 0; j < SIDE; j++) {
      for (let i = 0; i < SIDE; i++) {
        const found = await measure(Float32Array.from(first, (e, p) => x[i]! * e + y[j]! * second[p]!));
        surrogate[j * SIDE + i] = found.surrogate;
        kl[j * SIDE + i] = found.kl;
      }
      await breathe();
    }
    return {
      x,
      y,
      surrogate,
      kl,
      fisher,
      gradient,
      delta,
      step,
      stepOutside,
      natural: [length, 0],
      vanilla: [(length * gradient[0]) / norm, (length * gradient[1]) / norm],
      rows,
    };
  });
}

/** The vector at length 1; null if it has none. */
function unit(v: Float64Array): Float64Array | null {
  const length = Math.sqrt(dot(v, v));
  return length > 1e-12 ? v.map((vi) => vi / length) : null;
}

/** Half of the box around ½ dᵀFd = δ is √(2δ (F⁻¹)_ii); a little more is shown. */
function halfWidths([xx, xy, yy]: PlaneSlice['fisher'], delta: number): [number, number] {
  const determinant = Math.max(xx * yy - xy * xy, 1e-12 * xx * yy);
  const radius = Math.max(delta, 1e-8);
  return [REACH * Math.sqrt((2 * radius * yy) / determinant), REACH * Math.sqrt((2 * radius * xx) / determinant)];
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
