/**
 * The lecture's smallest policy: two actions and one parameter, π_θ(a = 1) = σ(θ) = 1 / (1 + e^{−θ}). Everything about it
 * is known in closed form, in float64; KL is in nats. Source: slide "Hard to choose stepsizes".
 */

/** π_θ(a = 1), without overflow at either end. */
export function probability(theta: number): number {
  if (theta >= 0) return 1 / (1 + Math.exp(-theta));
  const e = Math.exp(theta);
  return e / (1 + e);
}

/**
 * KL(π_old ‖ π_new) = log(1 + p (e^Δθ − 1)) − p Δθ, with p = σ(θ_old) and Δθ = θ_new − θ_old.
 * Accurate for tiny steps too, where the textbook form p log(p/q) + … cancels away.
 */
export function klDivergence(thetaOld: number, thetaNew: number): number {
  const step = thetaNew - thetaOld;
  // Renaming the actions changes no distance, and keeps p at most 1/2, where the logarithm loses least.
  return thetaOld > 0 ? klOf(probability(-thetaOld), -step) : klOf(probability(thetaOld), step);
}

function klOf(p: number, step: number): number {
  // e^step is infinite beyond 709; there 1 is nothing beside p e^step, and log p + step says the same.
  const logNormaliser = step > 700 ? Math.log(p) + step : Math.log1p(p * Math.expm1(step));
  return Math.max(0, logNormaliser - p * step);
}

/** Fisher information F = π (1 − π): the curvature of KL at Δθ = 0. */
export function fisherInformation(theta: number): number {
  const p = probability(-Math.abs(theta));
  return p * (1 - p);
}

/**
 * The signed step Δθ in the given direction that spends exactly KL(π_old ‖ π_new) = δ.
 * KL grows without bound and strictly along either direction, so there is exactly one.
 */
export function constantKlStep(theta: number, delta: number, direction: 1 | -1): number {
  const spent = (length: number) => klDivergence(theta, theta + direction * length);
  // ∂KL/∂θ_new = π_new − π_old; of either action, for that of the rarer one loses no digits
  const side = theta > 0 ? -1 : 1;
  const old = probability(side * theta);
  const slope = (length: number) => Math.abs(probability(side * (theta + direction * length)) - old);
  let length = Math.sqrt((2 * delta) / fisherInformation(theta));
  while (spent(length) < delta) length *= 2;
  // KL is convex: from beyond the root, Newton's steps come down to it and never pass it (a slope lost to rounding ends them)
  for (;;) {
    const next = length - (spent(length) - delta) / slope(length);
    if (!(next > 0 && next < length)) return direction * length;
    length = next;
  }
}

/** The step that the quadratic model ½ F Δθ² = δ believes in, as a length: √(2δ / F). */
export function quadraticKlStep(theta: number, delta: number): number {
  return Math.sqrt((2 * delta) / fisherInformation(theta));
}
