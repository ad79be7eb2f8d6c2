import type { PolicyLearner } from '../nn/learner.ts';
import type { SymmetricMatrix } from './cholesky.ts';
import type { Product } from './conjugate-gradient.ts';

/** v ↦ (F + damping I) v at θ_old, without F: a forward and a backward pass over the batch in hand. */
export function fisherProduct(policy: PolicyLearner, damping: number): Product {
  return async (v) => {
    const Fv = await policy.fisherProduct(Float32Array.from(v));
    return Float64Array.from(v, (vi, i) => Fv[i]! + damping * vi);
  };
}

/**
 * F at θ_old, all of it, averaged over the states of the batch in hand.
 *
 * `hessian`: the Hessian of KL(π_old ‖ π_θ), which takes the expectation over actions in closed form; one column a product.
 * `outer`: the mean of ∇ log π(a|s) ∇ log π(a|s)ᵀ over the actions that were taken: the same in expectation, with their noise.
 */
export async function fisherMatrix(
  policy: PolicyLearner,
  estimate: 'hessian' | 'outer',
  breathe: () => Promise<void>,
): Promise<SymmetricMatrix> {
  const { size } = policy.policy;
  const values = new Float64Array(size * size);
  if (estimate === 'hessian') await putColumns(policy, size, values, breathe);
  else await putOuterProducts(await policy.scores(), size, values, breathe);
  return { size, values };
}

async function putColumns(
  policy: PolicyLearner,
  size: number,
  values: Float64Array,
  breathe: () => Promise<void>,
): Promise<void> {
  const unit = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    unit[i] = 1;
    // Column i is row i.
    values.set(await policy.fisherProduct(unit), i * size);
    unit[i] = 0;
    await breathe();
  }
}

/** Rows of scores between two breaths. */
const STRETCH = 64;

async function putOuterProducts(
  scores: Float32Array,
  size: number,
  values: Float64Array,
  breathe: () => Promise<void>,
): Promise<void> {
  const rows = scores.length / size;
  for (let row = 0; row < rows; row++) {
    const score = scores.subarray(row * size, (row + 1) * size);
    for (let i = 0; i < size; i++) {
      const share = score[i]! / rows;
      // A table's scores are mostly zeros.
      if (share === 0) continue;
      for (let j = 0, at = i * size; j <= i; j++) values[at + j]! += share * score[j]!;
    }
    if (row % STRETCH === STRETCH - 1) await breathe();
  }
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) values[i * size + j] = values[j * size + i]!;
}
