/**
 * A policy over a handful of actions, π_θ(a) = e^{θ_a} / Σ_b e^{θ_b}, in closed form, in float64; KL in nats. The same number
 * added to all logits changes nothing, so F is singular along (1, …, 1).
 */
export type Logits = readonly number[];

/** π_θ, without overflow. */
export function softmax(logits: Logits): number[] {
  const largest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** log π_θ, exact where an action is all but impossible. */
export function logProbabilities(logits: Logits): number[] {
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return logits.map((logit) => logit - largest - Math.log(total));
}

/** In nats. */
export function entropy(logits: Logits): number {
  const logs = logProbabilities(logits);
  return -logs.reduce((sum, log) => sum + Math.exp(log) * log, 0);
}

/** ∇_θ log π_θ(a) = e_a − π. */
export const score = (logits: Logits, action: number): number[] =>
  softmax(logits).map((probability, a) => (a === action ? 1 : 0) - probability);

/** F = diag π − π πᵀ = E[score scoreᵀ], row by row. */
export function fisherInformation(logits: Logits): number[][] {
  const policy = softmax(logits);
  return policy.map((p, a) => policy.map((q, b) => (a === b ? p : 0) - p * q));
}

/** dᵀ F d: the variance of d_a under the policy. */
export function fisherQuadratic(logits: Logits, step: Logits): number {
  const policy = softmax(logits);
  const mean = policy.reduce((sum, p, a) => sum + p * step[a]!, 0);
  return policy.reduce((sum, p, a) => sum + p * (step[a]! - mean) ** 2, 0);
}

/**
 * KL(from ‖ to) = log Σ π_from e^{d} − Σ π_from d with d = θ_to − θ_from. What is added to all logits changes nothing; without
 * their mean under π_from both terms are as small as KL itself, so that tiny steps keep their digits.
 */
export function klDivergence(from: Logits, to: Logits): number {
  const policy = softmax(from);
  const step = to.map((logit, a) => logit - from[a]!);
  const mean = policy.reduce((sum, p, a) => sum + p * step[a]!, 0);
  const centred = step.map((d) => d - mean);
  const largest = Math.max(...centred);
  // e^d is infinite beyond 709
  if (largest > 700)
    return largest + Math.log(policy.reduce((sum, p, a) => sum + p * Math.exp(centred[a]! - largest), 0));
  return Math.log1p(policy.reduce((sum, p, a) => sum + p * expBeyondLine(centred[a]!), 0));
}

/** e^x − 1 − x ≥ 0: where the first two terms of the series would cancel, the others are added up. */
function expBeyondLine(x: number): number {
  if (Math.abs(x) > 0.05) return Math.expm1(x) - x;
  return 0.5 * x * x * (1 + (x / 3) * (1 + (x / 4) * (1 + (x / 5) * (1 + (x / 6) * (1 + x / 7)))));
}

/** The gradient of KL(from ‖ to) in the logits of `to`: π_to − π_from. */
export function klGradient(from: Logits, to: Logits): number[] {
  const policy = softmax(from);
  return softmax(to).map((q, a) => q - policy[a]!);
}
