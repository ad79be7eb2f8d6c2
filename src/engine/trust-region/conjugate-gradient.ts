import { dot } from '../vectors.ts';

/** v ↦ A v for a symmetric positive definite A that nobody has to write down. */
export type Product = (v: Float64Array) => Float64Array | Promise<Float64Array>;

export interface Solution {
  readonly x: Float64Array;
  /** r·r with r = b − A x, after each iteration: fewer than asked for where it became small enough. */
  readonly residuals: readonly number[];
  /** What x was after each iteration, in two numbers. */
  readonly iterates: readonly Iterate[];
}

/** The x of one iteration. In exact arithmetic bᵀx = xᵀAx. */
export interface Iterate {
  /** ‖x‖ */
  readonly length: number;
  /** bᵀx */
  readonly along: number;
}

/** r·r below which x is as good as it gets. */
const SMALL_ENOUGH = 1e-10;

/**
 * Solves A x = b by the method of conjugate gradients, from x = 0: each iteration costs one product, and none ever needs A
 * itself (Hestenes and Stiefel 1952; with the tolerance of Schulman et al. 2015).
 *
 * Residuals are orthogonal to all before them, but only in exact arithmetic: products in float32 would lose x's first digits
 * within ten iterations where A is ill-conditioned. So each one is made orthogonal again, which costs nothing beside a product.
 */
export async function conjugateGradient(product: Product, b: Float64Array, iterations: number): Promise<Solution> {
  const x = new Float64Array(b.length);
  const r = b.slice();
  const p = b.slice();
  let rr = dot(r, r);
  const residuals: number[] = [];
  const iterates: Iterate[] = [];
  /** Every r so far, and its r·r. */
  const earlier = [{ q: b, qq: rr }];
  while (residuals.length < iterations && rr >= SMALL_ENOUGH) {
    const Ap = await product(p);
    const curvature = dot(p, Ap);
    // Rounding can flatten a direction that damping leaves to A: further on there is nothing to be had.
    if (!(curvature > 0)) break;
    const step = rr / curvature;
    for (let i = 0; i < x.length; i++) {
      x[i]! += step * p[i]!;
      r[i]! -= step * Ap[i]!;
    }
    for (const { q, qq } of earlier) {
      const along = dot(q, r) / qq;
      for (let i = 0; i < r.length; i++) r[i]! -= along * q[i]!;
    }
    const next = dot(r, r);
    earlier.push({ q: r.slice(), qq: next });
    residuals.push(next);
    iterates.push({ length: Math.sqrt(dot(x, x)), along: dot(b, x) });
    for (let i = 0; i < p.length; i++) p[i] = r[i]! + (next / rr) * p[i]!;
    rr = next;
  }
  return { x, residuals, iterates };
}
