import { constantKlStep } from './sigmoid.ts';
import {
  fisherInformation,
  gradient,
  meanDivergence,
  objective,
  type Pair,
  stateDistribution,
  type TwoStateProblem,
} from './two-state.ts';

/**
 * The KL-constrained step on the two-state problem, exact and in the lecture's approximation, in float64.
 *
 * The lecture maximises U(θ + d) − λ (KL(π_θ ‖ π_{θ+d}) − δ) with U to first and KL to second order: g·d − ½ λ dᵀFd. Its
 * maximum is d(λ) = F⁻¹g/λ (the slide's 2/λ keeps the ½ that the derivative of a square cancels); it spends ½ dᵀFd = gᵀF⁻¹g / 2λ², which is δ at
 * λ = √(gᵀF⁻¹g / 2δ), and then d = α F⁻¹g with α = 1/λ = √(2δ / gᵀF⁻¹g).
 *
 * Source: slides "Solving the KL Constrained Problem" and "Natural Gradient Descent".
 */

/** All that the approximation knows of a problem at θ_old. */
export interface LocalModel {
  /** g = ∇U */
  readonly gradient: Pair;
  /** The diagonal of F; off it, F is 0. */
  readonly fisher: Pair;
}

export const localModel = (problem: TwoStateProblem, theta: Pair): LocalModel => ({
  gradient: gradient(problem, theta),
  fisher: fisherInformation(problem, theta),
});

/** gᵀF⁻¹g: how fast U grows along the natural gradient. */
export const naturalSlope = ({ gradient: [g1, g2], fisher: [f1, f2] }: LocalModel): number =>
  (g1 * g1) / f1 + (g2 * g2) / f2;

/** d(λ) = F⁻¹g / λ */
export const penalisedStep = ({ gradient: [g1, g2], fisher: [f1, f2] }: LocalModel, lambda: number): Pair => [
  g1 / (f1 * lambda),
  g2 / (f2 * lambda),
];

/** The λ at which ½ d(λ)ᵀF d(λ) = δ. */
export const multiplier = (slope: number, delta: number): number => Math.sqrt(slope / (2 * delta));

/** α = √(2δ / gᵀF⁻¹g): how far along F⁻¹g the quadratic model's trust region reaches. */
export const stepScale = (slope: number, delta: number): number => Math.sqrt((2 * delta) / slope);

/** ½ dᵀFd */
export const quadraticDivergence = ({ fisher: [f1, f2] }: LocalModel, [d1, d2]: Pair): number =>
  (f1 * d1 * d1 + f2 * d2 * d2) / 2;

export const add = ([a, b]: Pair, [c, d]: Pair): Pair => [a + c, b + d];

/** A step along g of that Euclidean length. */
export function plainStepOfLength({ gradient: [g1, g2] }: LocalModel, length: number): Pair {
  const norm = Math.hypot(g1, g2);
  return [(g1 / norm) * length, (g2 / norm) * length];
}

/** The step along g that spends exactly that mean KL(π_old ‖ π_new). */
export function plainStepOfDivergence(problem: TwoStateProblem, theta: Pair, divergence: number): Pair {
  const model = localModel(problem, theta);
  const spent = (length: number) => meanDivergence(problem, theta, add(theta, plainStepOfLength(model, length)));
  return plainStepOfLength(model, reach(spent, divergence));
}

/** The length at which what is spent, growing from 0 without bound, comes to the limit. */
function reach(spent: (length: number) => number, limit: number): number {
  if (limit <= 0) return 0;
  let low = 0;
  let high = 1;
  while (spent(high) < limit) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (spent(middle) < limit) low = middle;
    else high = middle;
  }
}

/**
 * The point of the boundary Σ_s ρ_old(s) KL_s = δ at an angle: the first state spends δ cos², the second δ sin², each in
 * the direction of the cosine's and the sine's sign. From 0 to 2π it goes round once.
 */
export function boundaryPoint(problem: TwoStateProblem, theta: Pair, delta: number, angle: number): Pair {
  const distribution = stateDistribution(problem, theta);
  const component = (s: 0 | 1, share: number) =>
    theta[s] + constantKlStep(theta[s], (delta * share * share) / distribution[s], share < 0 ? -1 : 1);
  return [component(0, Math.cos(angle)), component(1, Math.sin(angle))];
}

/** The true trust region's edge as a closed curve of 4 × `quarter` points. */
export function klBoundary(problem: TwoStateProblem, theta: Pair, delta: number, quarter = 30): Pair[] {
  return Array.from({ length: 4 * quarter }, (_, i) =>
    boundaryPoint(problem, theta, delta, (i * Math.PI) / (2 * quarter)),
  );
}

/** The quadratic model's trust region ½ dᵀFd = δ: an ellipse whose axes are those of the parameters. */
export const ellipseRadii = ({ fisher: [f1, f2] }: LocalModel, delta: number): Pair => [
  Math.sqrt((2 * delta) / f1),
  Math.sqrt((2 * delta) / f2),
];

export interface Optimum {
  readonly theta: Pair;
  readonly objective: number;
  /** The mean KL(π_old ‖ π) that it spends. */
  readonly divergence: number;
}

/**
 * argmax U(θ) subject to KL(π_old ‖ π_θ) ≤ δ, with the true U and the true KL, for each δ in ascending order. U rises
 * everywhere in some direction, so each optimum lies on the boundary. The path is followed from the natural gradient,
 * with which it begins, so it stays on one branch.
 */
export function constrainedPath(problem: TwoStateProblem, theta: Pair, deltas: readonly number[]): Optimum[] {
  const { gradient: g, fisher } = localModel(problem, theta);
  // in the coordinates √F d the small trust region is a ball and the natural gradient is F^{−½} g
  let angle = Math.atan2(g[1] / Math.sqrt(fisher[1]), g[0] / Math.sqrt(fisher[0]));
  let reachOfSearch = 0.35;
  return deltas.map((delta): Optimum => {
    const gain = (candidate: number) => objective(problem, boundaryPoint(problem, theta, delta, candidate));
    angle = goldenMaximum(gain, angle - reachOfSearch, angle + reachOfSearch, 1e-5);
    reachOfSearch = 0.2;
    const place = boundaryPoint(problem, theta, delta, angle);
    return { theta: place, objective: objective(problem, place), divergence: delta };
  });
}

/** argmax U(θ) subject to KL ≤ δ, wherever on the boundary it lies: the best of its points, and then between its neighbours. */
export function constrainedOptimum(problem: TwoStateProblem, theta: Pair, delta: number, quarter = 30): Optimum {
  const step = Math.PI / (2 * quarter);
  const gain = (angle: number) => objective(problem, boundaryPoint(problem, theta, delta, angle));
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 4 * quarter; i += 1) {
    const here = gain(i * step);
    if (here > most) [best, most] = [i * step, here];
  }
  const place = boundaryPoint(problem, theta, delta, goldenMaximum(gain, best - step, best + step, 1e-6));
  return { theta: place, objective: objective(problem, place), divergence: delta };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The place of a maximum between low and high, to the tolerance, by golden section. */
export function goldenMaximum(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high];
  let c = b - GOLDEN * (b - a);
  let d = a + GOLDEN * (b - a);
  let [fc, fd] = [f(c), f(d)];
  while (b - a > tolerance) {
    if (fc >= fd) {
      [b, d, fd] = [d, c, fc];
      c = b - GOLDEN * (b - a);
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + GOLDEN * (b - a);
      fd = f(d);
    }
  }
  return (a + b) / 2;
}
