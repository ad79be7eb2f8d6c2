/**
 * The linear-quadratic regulator on a line, in closed form, in float64.
 *
 *     x′ = a x + b u + σ_w w,   u = −k x + σ ε,   reward −(q x² + r u²) before the transition,   x₀ with mean and variance
 *
 * with independent standard normal w and ε. The policy's parameters are (k, log σ). J = E Σ_t γ^t r_t is not normalised; F is
 * taken over the normalised discounted state distribution (1 − γ) Σ_t γ^t p_t.
 *
 * Under α = a − b k the second moment m_t = E x_t² goes m_{t+1} = α² m_t + b² σ² + σ_w²; everything below follows from its
 * discounted sum S = Σ_t γ^t m_t = (E x₀² + γ (b² σ² + σ_w²) / (1 − γ)) / (1 − γ α²), finite as long as γ α² < 1.
 *
 * Source: Kakade 2001, "A Natural Policy Gradient"; Peters and Schaal 2008, "Natural Actor-Critic".
 */
export interface LqrProblem {
  readonly a: number;
  readonly b: number;
  /** Standard deviation σ_w of the world's noise. */
  readonly noise: number;
  /** Cost of a position, q x². */
  readonly q: number;
  /** Cost of a push, r u². */
  readonly r: number;
  /** Discount γ < 1; only the finite horizon allows 1. */
  readonly gamma: number;
  readonly startMean: number;
  readonly startVariance: number;
}

/** A point of the parameter space, or a direction in it. */
export interface LqrPolicy {
  readonly k: number;
  readonly logSigma: number;
}

/** α = a − b k: what becomes of a position in one step. */
export const closedLoop = ({ a, b }: LqrProblem, k: number): number => a - b * k;

/** Whether the discounted squares die out, γ α² < 1, so that J is finite. */
export const isStable = (problem: LqrProblem, k: number): boolean => {
  const alpha = closedLoop(problem, k);
  return problem.gamma * alpha * alpha < 1;
};

/** S = Σ_t γ^t E x_t²; Infinity where the sum diverges. */
export function discountedSquares(problem: LqrProblem, { k, logSigma }: LqrPolicy): number {
  if (!isStable(problem, k)) return Number.POSITIVE_INFINITY;
  const { gamma } = problem;
  const alpha = closedLoop(problem, k);
  const added = addedVariance(problem, Math.exp(2 * logSigma));
  return (startSquare(problem) + (gamma * added) / (1 - gamma)) / (1 - gamma * alpha * alpha);
}

/** J = −((q + r k²) S + r σ² / (1 − γ)); −Infinity where the sum diverges. */
export function objective(problem: LqrProblem, policy: LqrPolicy): number {
  const { q, r, gamma } = problem;
  const variance = Math.exp(2 * policy.logSigma);
  return -((q + r * policy.k * policy.k) * discountedSquares(problem, policy) + (r * variance) / (1 - gamma));
}

/**
 * ∇J: ∂J/∂k = −2 (r k S − (q + r k²) γ α b S / (1 − γ α²)) and, with c = q + r k²,
 * ∂J/∂log σ = −2 σ² (c γ b² / (1 − γ α²) + r) / (1 − γ). NaN where J is not finite.
 */
export function gradient(problem: LqrProblem, policy: LqrPolicy): LqrPolicy {
  if (!isStable(problem, policy.k)) return { k: Number.NaN, logSigma: Number.NaN };
  const { b, q, r, gamma } = problem;
  const { k } = policy;
  const alpha = closedLoop(problem, k);
  const squares = discountedSquares(problem, policy);
  const cost = q + r * k * k;
  const decay = 1 - gamma * alpha * alpha;
  const variance = Math.exp(2 * policy.logSigma);
  return {
    k: -2 * squares * (r * k - (cost * gamma * alpha * b) / decay),
    logSigma: (-2 * variance * ((cost * gamma * b * b) / decay + r)) / (1 - gamma),
  };
}

/** The diagonal of F: (1 − γ) S / σ² for k and 2 for log σ; off it, F is 0. */
export function fisherInformation(problem: LqrProblem, policy: LqrPolicy): LqrPolicy {
  const variance = Math.exp(2 * policy.logSigma);
  return { k: ((1 - problem.gamma) * discountedSquares(problem, policy)) / variance, logSigma: 2 };
}

/** F⁻¹ ∇J. */
export function naturalGradient(problem: LqrProblem, policy: LqrPolicy): LqrPolicy {
  const { k, logSigma } = gradient(problem, policy);
  const fisher = fisherInformation(problem, policy);
  return { k: k / fisher.k, logSigma: logSigma / fisher.logSigma };
}

/**
 * The best gain, whatever σ and wherever x₀: k = γ a b P / (r + γ b² P), where the cost to go P ≥ 0 of x² solves the Riccati
 * equation P = q + γ a² P − (γ a b P)² / (r + γ b² P), here a quadratic: γ b² P² + (r (1 − γ a²) − γ b² q) P − q r = 0.
 */
export function optimalGain({ a, b, q, r, gamma }: LqrProblem): number {
  const leading = gamma * b * b;
  const linear = r * (1 - gamma * a * a) - leading * q;
  const costToGo = (-linear + Math.sqrt(linear * linear + 4 * leading * q * r)) / (2 * leading);
  return (gamma * a * b * costToGo) / (r + leading * costToGo);
}

/** J_T = E Σ_{t<T} γ^t r_t and its gradient, step by step; γ may be 1. */
export function finiteHorizon(
  problem: LqrProblem,
  { k, logSigma }: LqrPolicy,
  steps: number,
): { readonly objective: number; readonly gradient: LqrPolicy } {
  const { b, q, r, gamma } = problem;
  const alpha = closedLoop(problem, k);
  const variance = Math.exp(2 * logSigma);
  const cost = q + r * k * k;
  let square = startSquare(problem);
  /** ∂m_t/∂k and ∂m_t/∂log σ. */
  let squareByK = 0;
  let squareByLogSigma = 0;
  let weight = 1;
  let total = 0;
  let byK = 0;
  let byLogSigma = 0;
  for (let t = 0; t < steps; t++) {
    total -= weight * (cost * square + r * variance);
    byK -= weight * (2 * r * k * square + cost * squareByK);
    byLogSigma -= weight * (cost * squareByLogSigma + 2 * r * variance);
    squareByK = alpha * alpha * squareByK - 2 * alpha * b * square;
    squareByLogSigma = alpha * alpha * squareByLogSigma + 2 * b * b * variance;
    square = alpha * alpha * square + addedVariance(problem, variance);
    weight *= gamma;
  }
  return { objective: total, gradient: { k: byK, logSigma: byLogSigma } };
}

/** E x₀² */
const startSquare = ({ startMean, startVariance }: LqrProblem): number => startMean * startMean + startVariance;

/** What every step adds to E x²: b² σ² + σ_w². */
const addedVariance = ({ b, noise }: LqrProblem, variance: number): number => b * b * variance + noise * noise;
