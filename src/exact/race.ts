import * as lqr from './lqr.ts';
import type { Pair } from './two-state.ts';
import * as twoState from './two-state.ts';

/**
 * Gradient ascent on two-dimensional problems whose J, ∇J and F are known: the plain gradient against the natural one, each
 * with the same step size, θ ← θ + α ∇J and θ ← θ + α F⁻¹∇J. In float64. Source: slide "Natural Gradient Descent"; Kakade 2001.
 */
export interface Landscape {
  readonly objective: (place: Pair) => number;
  /** The direction of plain ascent, in the coordinates of the place. */
  readonly vanilla: (place: Pair) => Pair;
  readonly natural: (place: Pair) => Pair;
  /** The diagonal of F in the parameters' own units; off it, F is 0. */
  readonly fisher: (place: Pair) => Pair;
  /** sup J: what the best of these policies comes as near to as one likes. */
  readonly best: number;
}

/**
 * The two-state problem over its logits. The parameters are θ = logits / scales: in other units plain ascent moves the
 * logits by scale² ∂J/∂logit, while F⁻¹∇J moves them as before.
 */
export function twoStateLandscape(problem: twoState.TwoStateProblem, scales: Pair = twoState.UNSCALED): Landscape {
  const [a, b] = scales;
  return {
    objective: (logits) => twoState.objective(problem, logits),
    vanilla(logits) {
      const [g1, g2] = twoState.gradient(problem, logits);
      return [a * a * g1, b * b * g2];
    },
    natural: (logits) => twoState.naturalGradient(problem, logits),
    fisher(logits) {
      const [f1, f2] = twoState.fisherInformation(problem, logits);
      return [a * a * f1, b * b * f2];
    },
    best: bestOfTwoStates(problem),
  };
}

/** J of the best of the four deterministic policies, which the logits approach without end. */
function bestOfTwoStates(problem: twoState.TwoStateProblem): number {
  const certain = 40;
  const corners = [-certain, certain].flatMap((first) => [-certain, certain].map((second): Pair => [first, second]));
  return Math.max(...corners.map((corner) => twoState.objective(problem, corner)));
}

/** The regulator over (k, log σ). Its best policy has no noise: log σ falls without end. */
export function lqrLandscape(problem: lqr.LqrProblem): Landscape {
  const policy = ([k, logSigma]: Pair): lqr.LqrPolicy => ({ k, logSigma });
  const pair = ({ k, logSigma }: lqr.LqrPolicy): Pair => [k, logSigma];
  return {
    objective: (place) => lqr.objective(problem, policy(place)),
    vanilla: (place) => pair(lqr.gradient(problem, policy(place))),
    natural: (place) => pair(lqr.naturalGradient(problem, policy(place))),
    fisher: (place) => pair(lqr.fisherInformation(problem, policy(place))),
    best: lqr.objective(problem, { k: lqr.optimalGain(problem), logSigma: Number.NEGATIVE_INFINITY }),
  };
}

/** Largest over smallest eigenvalue of a diagonal F. */
export const conditionNumber = ([first, second]: Pair): number => Math.max(first / second, second / first);

/** Where one of the two went, and what it earned there; place 0 is the start. */
export interface Run {
  readonly places: readonly Pair[];
  readonly objectives: readonly number[];
  /** The step that left every policy of finite J behind; null if none did. */
  readonly divergedAt: number | null;
}

/** As many steps of ascent, or up to the one after which J is not finite any more. */
export function run(
  landscape: Landscape,
  rule: 'vanilla' | 'natural',
  start: Pair,
  stepSize: number,
  steps: number,
): Run {
  const places: Pair[] = [start];
  const objectives = [landscape.objective(start)];
  let [first, second] = start;
  for (let step = 1; step <= steps; step += 1) {
    const [d1, d2] = landscape[rule]([first, second]);
    first += stepSize * d1;
    second += stepSize * d2;
    const objective = landscape.objective([first, second]);
    if (!Number.isFinite(objective)) return { places, objectives, divergedAt: step };
    places.push([first, second]);
    objectives.push(objective);
  }
  return { places, objectives, divergedAt: null };
}

/** The first step after which J has reached the target; null if none has. */
export function stepsTo({ objectives }: Run, target: number): number | null {
  const step = objectives.findIndex((objective) => objective >= target);
  return step < 0 ? null : step;
}
