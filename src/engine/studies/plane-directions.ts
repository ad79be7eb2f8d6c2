import { conjugateGradient } from '../trust-region/conjugate-gradient.ts';
import { combined, dot } from '../vectors.ts';
import type { StudyDesk } from './desk.ts';
import type { UpdateRecord } from './study.ts';

/** Two orthonormal directions [parameters] that span the natural gradient (the first) and the gradient. */
export interface PlaneDirections {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** g in the plane: all of it. */
  readonly gradient: readonly [number, number];
}

/** So many rows that a batch is rarely thinned: a step that follows the natural gradient should be seen to follow it. */
const MOST_ROWS = 4096;
/** As TRPO has them, for algorithms that have none. */
const CG_ITERATIONS = 10;
const CG_DAMPING = 0.01;
/** Sine of the angle below which two directions are one. */
const APART = 1e-6;

/** Null where the batch asks for no step (all advantages alike, say), and where θ is a single number. */
export async function directionsOf(
  desk: StudyDesk,
  update: UpdateRecord,
  breathe: () => Promise<void>,
): Promise<PlaneDirections | null> {
  const { cgDamping = CG_DAMPING, cgIterations = CG_ITERATIONS } = update.config;
  const { old, advantages } = desk.open(update, MOST_ROWS);
  const g = old.gradient(advantages);
  const product = async (v: Float64Array) => {
    await breathe();
    return combined([1, old.fisherProduct(v)], [Number(cgDamping), v]);
  };
  const { x } = await conjugateGradient(product, g, Number(cgIterations));
  const first = unit(x);
  if (!first || g.length < 2) return null;
  const along = dot(g, first);
  const across = g.map((gi, i) => gi - along * first[i]!);
  const apart = Math.sqrt(dot(across, across)) > APART * Math.sqrt(dot(g, g));
  const second = apart ? unit(across)! : anyAcross(first);
  return { first, second, gradient: [along, dot(g, second)] };
}

/** Where both gradients point the same way, the plane is theirs and that of the parameter which they move least. */
function anyAcross(first: Float64Array): Float64Array {
  let least = 0;
  for (let i = 1; i < first.length; i++) if (Math.abs(first[i]!) < Math.abs(first[least]!)) least = i;
  const along = first[least]!;
  return unit(first.map((e, i) => (i === least ? 1 : 0) - along * e))!;
}

/** The vector at length 1; null if it has none. */
function unit(v: Float64Array): Float64Array | null {
  const length = Math.sqrt(dot(v, v));
  return length > 1e-12 ? v.map((vi) => vi / length) : null;
}
