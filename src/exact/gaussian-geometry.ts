import {
  coordinatesOf,
  fisherInformation,
  type Gaussian,
  gradientBy,
  type Pair,
  type Parametrisation,
  policyAt,
} from './gaussian.ts';

/**
 * How far Gaussian policies are from one another: the contours of KL, the shortest ways of the Fisher-Rao metric, and the
 * longest steps that a length allows, in parameter space or in distribution space. In closed form, in float64.
 *
 * In units of its own σ every Gaussian is N(0, 1), so one contour of KL, scaled by σ and moved to μ, is that of all of them.
 */

/** Which policy the expectation is taken under: KL(θ ‖ contour), the lecture's order, or KL(contour ‖ θ). */
export type Order = 'forward' | 'reverse';

/**
 * The closed curve of all policies at KL = δ from `centre`, counter-clockwise from the largest μ.
 *
 * With ρ = σ / σ₀ the shift along μ is σ₀ √(ρ² (2δ + 1 − 2 log ρ) − 1), in reverse σ₀ √(2δ + 1 + 2 log ρ − ρ²); ρ runs between
 * the two roots. Source: the closed form of KL, solved for μ.
 */
export function klContour(centre: Gaussian, delta: number, order: Order = 'forward', points = 96): Gaussian[] {
  const squaredShift =
    order === 'forward'
      ? (log: number) => Math.exp(2 * log) * (2 * delta + 1 - 2 * log) - 1
      : (log: number) => 2 * delta + 1 + 2 * log - Math.exp(2 * log);
  const low = boundary((log) => squaredShift(-log)) * -1;
  const high = boundary(squaredShift);
  return Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points;
    const log = (low + high) / 2 + ((high - low) / 2) * Math.sin(angle);
    const shift = Math.sign(Math.round(Math.cos(angle) * 1e12)) * Math.sqrt(Math.max(0, squaredShift(log)));
    return { mean: centre.mean + centre.sigma * shift, sigma: centre.sigma * Math.exp(log) };
  });
}

/** Where a function that is positive at 0 first falls below 0, to the right of 0. */
function boundary(f: (x: number) => number): number {
  let low = 0;
  let high = 0.125;
  while (f(high) > 0) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
}

/**
 * The length of the shortest way between two policies, measured by F all along: √2 times the distance in the hyperbolic
 * half-plane (μ/√2, σ). Near θ it is √(2 KL). Source: Rao 1945; Costa, Santos and Strapasson 2015, equation 7.
 */
export const fisherRaoDistance = (from: Gaussian, to: Gaussian): number => Math.SQRT2 * hyperbolicDistance(from, to);

function hyperbolicDistance(from: Gaussian, to: Gaussian): number {
  const chord = Math.hypot((to.mean - from.mean) / Math.SQRT2, to.sigma - from.sigma);
  return 2 * Math.asinh(chord / (2 * Math.sqrt(from.sigma * to.sigma)));
}

/**
 * The policy that has gone the share `t` of that shortest way: an arc of an ellipse, or upright where μ stays. In the
 * hyperboloid's coordinates 1/σ and μ/σ it is linear with weights sinh((1 − t) d) and sinh(t d), so nothing has to be told apart.
 */
export function alongGeodesic(from: Gaussian, to: Gaussian, t: number): Gaussian {
  const distance = hyperbolicDistance(from, to);
  const weight = (share: number) => (distance < 1e-9 ? share : Math.sinh(share * distance) / Math.sinh(distance));
  const [a, b] = [weight(1 - t) / from.sigma, weight(t) / to.sigma];
  return { mean: (a * from.mean + b * to.mean) / (a + b), sigma: 1 / (a + b) };
}

/** The length, by F, of the straight way in the parameter space: what one goes who does not know of the shortest. */
export function straightLength(from: Gaussian, to: Gaussian, by: Parametrisation, pieces = 64): number {
  const [start, end] = [coordinatesOf(from, by), coordinatesOf(to, by)];
  const step: Pair = [end[0] - start[0], end[1] - start[1]];
  const speed = (t: number) => quadraticLength(step, fisherInformation(policyAt(between(start, step, t), by)!, by));
  // Simpson's rule
  let sum = speed(0) + speed(1);
  for (let i = 1; i < 2 * pieces; i++) sum += (i % 2 === 1 ? 4 : 2) * speed(i / (2 * pieces));
  return sum / (6 * pieces);
}

const between = (start: Pair, step: Pair, t: number): Pair => [start[0] + t * step[0], start[1] + t * step[1]];

/** √(dᵀ F d), F diagonal. */
export const quadraticLength = (step: Pair, fisher: Pair): number =>
  Math.sqrt(step[0] * step[0] * fisher[0] + step[1] * step[1] * fisher[1]);

/** The gradient of J = E[−½ (a − a*)²] = −½ ((μ − a*)² + σ²). */
export const targetGradient = (policy: Gaussian, target: number, by: Parametrisation): Pair =>
  gradientBy([target - policy.mean, -policy.sigma], policy, by);

/** The step of length ‖d‖ that a gradient asks for: arg max of gᵀd in the ball. No gradient, no step. */
export function plainStep(gradient: Pair, length: number): Pair {
  const norm = Math.hypot(...gradient);
  return norm === 0 ? [0, 0] : [(gradient[0] / norm) * length, (gradient[1] / norm) * length];
}

/** √(2δ / gᵀF⁻¹g) F⁻¹g: arg max of gᵀd where ½ dᵀFd ≤ δ. No gradient, no step. */
export function naturalStep(gradient: Pair, fisher: Pair, delta: number): Pair {
  const natural: Pair = [gradient[0] / fisher[0], gradient[1] / fisher[1]];
  const length = quadraticLength(natural, fisher);
  if (length === 0) return [0, 0];
  const alpha = Math.sqrt(2 * delta) / length;
  return [alpha * natural[0], alpha * natural[1]];
}
