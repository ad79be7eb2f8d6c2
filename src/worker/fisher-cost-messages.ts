/** What the page says to the worker that measures what F⁻¹g costs. A new request drops nothing: end the worker for that. */
export interface FisherCostRequest {
  /** Hidden widths h of the policies 4-h-h-2 to measure, ascending. */
  readonly widths: readonly number[];
  /** What is added to F's diagonal. */
  readonly damping: number;
  readonly limits: CostLimits;
}

/** A method is not tried where a single run of it is expected to go beyond these. */
export interface CostLimits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** One solution of (F + damping I) x = g for a policy with n parameters, by every method that is within its limits. */
export interface FisherCost {
  readonly width: number;
  /** n, the length of θ. */
  readonly parameters: number;
  readonly cholesky: CholeskyCost | null;
  readonly conjugateGradient: ConjugateGradientCost | null;
  /** ‖x − x′‖ / ‖x′‖, of conjugate gradient's x to that by Cholesky; null without both. */
  readonly difference: number | null;
}

/** F written down, column by column, then factorised. */
export interface CholeskyCost {
  /** To write down F, and to factorise it and solve, in milliseconds. */
  readonly build: number;
  readonly factor: number;
  /** Of all the numbers that it holds at once. */
  readonly bytes: number;
}

/** As TRPO does it: a fixed number of iterations, each with one product F v, and F never written down. */
export interface ConjugateGradientCost {
  readonly milliseconds: number;
  readonly bytes: number;
  /** ‖g − (F + damping I) x‖ / ‖g‖ before the first iteration (1) and after each. */
  readonly residuals: readonly number[];
}

/** Why a method was not measured any further. */
export interface CostLimitReached {
  readonly method: 'cholesky' | 'conjugateGradient';
  /** n of the first policy that it was not tried on, and what it would have taken there. */
  readonly parameters: number;
  readonly milliseconds: number;
  readonly bytes: number;
}

export type FromFisherCost =
  | { readonly type: 'measured'; readonly cost: FisherCost }
  | { readonly type: 'limit'; readonly limit: CostLimitReached }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string };
