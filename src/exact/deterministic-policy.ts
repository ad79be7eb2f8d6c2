import type { Interpolant } from './interpolant.ts';

/**
 * A deterministic policy with one parameter and a bounded action, π_θ = limit · tanh θ, as DDPG's actors end; and its ascent
 * on Q(π_θ) by the chain rule, dU/dθ = dQ/da · dπ/dθ.
 *
 * Source: slide "Deep Deterministic Policy Gradients".
 */

export const actionOf = (theta: number, limit: number): number => limit * Math.tanh(theta);

/** The parameter of an action inside the limits. */
export const parameterOf = (action: number, limit: number): number => Math.atanh(action / limit);

/** dπ/dθ = limit (1 − tanh² θ), at the action rather than at θ. */
export const slopeAt = (action: number, limit: number): number => limit * (1 - (action / limit) ** 2);

/** dU/dθ at θ. */
export function policyGradient(q: Pick<Interpolant, 'derivative'>, theta: number, limit: number): number {
  const action = actionOf(theta, limit);
  return q.derivative(action) * slopeAt(action, limit);
}

/** θ_0 … θ_steps of θ ← θ + α dU/dθ. */
export function climb(
  q: Pick<Interpolant, 'derivative'>,
  theta: number,
  { limit, alpha, steps }: { readonly limit: number; readonly alpha: number; readonly steps: number },
): number[] {
  const thetas = [theta];
  for (let step = 0; step < steps; step++) {
    const at = thetas[step]!;
    thetas.push(at + alpha * policyGradient(q, at, limit));
  }
  return thetas;
}
