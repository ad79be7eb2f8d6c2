import type { Assessment } from '../nn/learner.ts';

/** When a candidate is good enough. */
export interface Conditions {
  /** L at θ_k, which improvement is counted from. */
  readonly surrogateOld: number;
  /** δ; Infinity where only the penalty holds the step back. */
  readonly maxKl: number;
  /** β of L − β KL; 0 where only the constraint does. */
  readonly penalty: number;
}

/** One step that the line search tried. */
export interface Candidate extends Assessment {
  /** From 0. */
  readonly j: number;
  /** α^j, the part of the proposed step that was taken. */
  readonly factor: number;
  /** L(θ) − L(θ_k) − β KL: what must not be below 0. */
  readonly improvement: number;
  /** Null for the accepted one. */
  readonly refused: 'no improvement' | 'KL too large' | 'no improvement, KL too large' | null;
}

/**
 * Algorithm 2: tries θ_k + α^j Δ for j = 0, 1, … L until both conditions hold, the surrogate's improvement ≥ 0 and KL ≤ δ.
 * Yields every candidate; the last one, unless it is refused, is where θ then stands.
 *
 * @param tryStep places θ at this part of the step and tells what is there
 */
export async function* lineSearch(
  { backtrack, lineSearchSteps }: { readonly backtrack: number; readonly lineSearchSteps: number },
  conditions: Conditions,
  tryStep: (factor: number) => Promise<Assessment>,
): AsyncGenerator<Candidate, void, void> {
  for (let j = 0, factor = 1; j <= lineSearchSteps; j++, factor *= backtrack) {
    const candidate = judge(j, factor, await tryStep(factor), conditions);
    yield candidate;
    if (candidate.refused === null) return;
  }
}

/** The index of the accepted candidate, −1 if all were refused. */
export const acceptedIndex = (candidates: readonly Candidate[]): number =>
  candidates.at(-1)?.refused === null ? candidates.length - 1 : -1;

function judge(j: number, factor: number, { surrogate, kl }: Assessment, conditions: Conditions): Candidate {
  const { surrogateOld, maxKl, penalty } = conditions;
  const improvement = surrogate - surrogateOld - penalty * kl;
  // Written so that what is not a number is refused.
  const [improves, isNear] = [improvement >= 0, kl <= maxKl];
  const refused = improves
    ? isNear
      ? null
      : 'KL too large'
    : isNear
      ? 'no improvement'
      : 'no improvement, KL too large';
  return { j, factor, surrogate, kl, improvement, refused };
}
