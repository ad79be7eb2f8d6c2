import { goldenMaximum } from './trust-region.ts';
import {
  gradient,
  meanDivergence,
  objective,
  type Pair,
  stateDistribution,
  stateDivergences,
  stayAdvantages,
  stayProbabilities,
  type TwoStateProblem,
} from './two-state.ts';

/**
 * The monotonic improvement theorem on the discounted two-state problem, along one line of its parameter space, in float64:
 *
 *     U(θ) ≥ M(θ) = L(θ) − C max_s KL(π_old(·|s) ‖ π_θ(·|s)),   C = 4 γ max_{s,a} |A_old(s, a)| / (1 − γ)²
 *
 * with the surrogate L(θ) = U(θ_old) + Σ_s Σ_t γ^t p_old(s_t = s) Σ_a π_θ(a|s) A_old(s, a), which measures the new policy's
 * choices where the old one goes. At θ_old all three touch, U and M with the same slope: whoever climbs M climbs U.
 *
 * Source: Schulman et al. 2015, "Trust Region Policy Optimization", theorem 1; slides "Trust region Policy Optimization".
 */

/** A problem with discounted rewards, and the line θ = origin + t · direction on which policies are compared. */
export interface LineProblem {
  readonly problem: TwoStateProblem & { readonly discounting: NonNullable<TwoStateProblem['discounting']> };
  readonly origin: Pair;
  readonly direction: Pair;
}

export const onLine = ({ origin, direction }: LineProblem, t: number): Pair => [
  origin[0] + t * direction[0],
  origin[1] + t * direction[1],
];

/** max_{s,a} |A(s, a)|: A(s, stay) = (1 − π) Δ and A(s, go) = −π Δ, with Δ = Q(s, stay) − Q(s, go). */
export function largestAdvantage({ problem, ...line }: LineProblem, t: number): number {
  const theta = onLine({ problem, ...line }, t);
  const [gapI, gapJ] = stayAdvantages(problem, theta);
  const [p, q] = stayProbabilities(theta);
  return Math.max(Math.abs(gapI) * Math.max(p, 1 - p), Math.abs(gapJ) * Math.max(q, 1 - q));
}

/** The theorem's C at t. */
export function penaltyCoefficient(line: LineProblem, t: number): number {
  const { gamma } = line.problem.discounting;
  return (4 * gamma * largestAdvantage(line, t)) / (1 - gamma) ** 2;
}

/** Everything that touches U at θ_old = origin + t · direction, ready to be evaluated at any other t. */
export interface Minoriser {
  /** θ_old, on the line. */
  readonly at: number;
  /** U(θ_old), the value of all three curves there. */
  readonly value: number;
  /** Their common slope. */
  readonly slope: number;
  /** Of KL_max at θ_old. */
  readonly curvature: number;
  /** C */
  readonly coefficient: number;
  /** L(t) */
  readonly surrogate: (t: number) => number;
  /** max_s KL(π_old(·|s) ‖ π_t(·|s)) */
  readonly largestDivergence: (t: number) => number;
  /** M(t) = L(t) − C KL_max(t) */
  readonly bound: (t: number) => number;
}

export function minoriser(line: LineProblem, at: number): Minoriser {
  const { problem, direction } = line;
  const theta = onLine(line, at);
  const value = objective(problem, theta);
  const [g1, g2] = gradient(problem, theta);
  const distribution = stateDistribution(problem, theta);
  const gaps = stayAdvantages(problem, theta);
  const stay = stayProbabilities(theta);
  const coefficient = penaltyCoefficient(line, at);
  const weights: Pair = [
    (distribution[0] * gaps[0]) / (1 - problem.discounting.gamma),
    (distribution[1] * gaps[1]) / (1 - problem.discounting.gamma),
  ];
  const surrogate = (t: number): number => {
    const [p, q] = stayProbabilities(onLine(line, t));
    return value + weights[0] * (p - stay[0]) + weights[1] * (q - stay[1]);
  };
  const largestDivergence = (t: number): number => Math.max(...stateDivergences(theta, onLine(line, t)));
  return {
    at,
    value,
    slope: g1 * direction[0] + g2 * direction[1],
    curvature: Math.max(
      stay[0] * (1 - stay[0]) * direction[0] * direction[0],
      stay[1] * (1 - stay[1]) * direction[1] * direction[1],
    ),
    coefficient,
    surrogate,
    largestDivergence,
    bound: (t) => surrogate(t) - coefficient * largestDivergence(t),
  };
}

/**
 * argmax M: the step that the theorem vouches for, in the direction in which M rises from θ_old. The first maximum in that
 * direction: M rises to it and falls behind it.
 */
export function boundMaximum(touching: Minoriser): number {
  const { at, value, slope, curvature, coefficient, bound } = touching;
  const side = Math.sign(slope);
  const rise = (length: number) => bound(at + side * length) - value;
  // where the parabola slope · x − ½ C curvature x² is halfway up to its top
  let length = Math.abs(slope) / (coefficient * curvature) / 4;
  if (!(length > 0)) return at;
  // the first doubling that does not rise any more ends a bracket around the maximum
  while (length < 64 && rise(2 * length) > rise(length)) length *= 2;
  return at + side * goldenMaximum(rise, 0, 2 * length, 1e-6 * length);
}

/** TRPO's own problem on the line, exactly: argmax L subject to mean KL(π_old ‖ π) ≤ δ, in the direction of ascent. */
export function practicalStep(line: LineProblem, touching: Minoriser, delta: number): number {
  const { at, slope, surrogate } = touching;
  if (slope === 0) return at;
  const side = Math.sign(slope);
  const theta = onLine(line, at);
  const spent = (length: number) => meanDivergence(line.problem, theta, onLine(line, at + side * length));
  let [inside, outside] = [0, 0.5];
  while (outside < 64 && spent(outside) < delta) [inside, outside] = [outside, 2 * outside];
  while (outside - inside > 1e-9) {
    const middle = (inside + outside) / 2;
    if (spent(middle) < delta) inside = middle;
    else outside = middle;
  }
  const along = (length: number) => surrogate(at + side * length);
  const best = goldenMaximum(along, 0, inside, 1e-9);
  return at + side * (along(inside) >= along(best) ? inside : best);
}

/**
 * The C at which the bound's maximum would lie at t: what a step to t pays for KL at the margin, L′(t) / KL_max′(t). 0 where L
 * does not rise any more.
 */
export function impliedCoefficient({ at, surrogate, largestDivergence }: Minoriser, t: number): number {
  const near = 1e-4 * Math.abs(t - at);
  const rise = (f: (t: number) => number) => f(t + near) - f(t - near);
  const price = rise(surrogate) / rise(largestDivergence);
  return Number.isFinite(price) ? Math.max(0, price) : 0;
}

/** Where one improvement after the other leads: `count` + 1 places on the line, the first one included. */
export function improvements(line: LineProblem, start: number, count: number, step = theoremStep): number[] {
  const places = [start];
  for (let i = 0; i < count; i += 1) places.push(step(line, places[i]!));
  return places;
}

/** One improvement as practice has it: as far as δ allows. */
export const practiceStep =
  (delta: number) =>
  (line: LineProblem, t: number): number =>
    practicalStep(line, minoriser(line, t), delta);

/** One improvement as the theorem has it: up to the maximum of its bound. */
export const theoremStep = (line: LineProblem, t: number): number => boundMaximum(minoriser(line, t));
