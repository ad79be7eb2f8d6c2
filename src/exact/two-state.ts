import { klDivergence, probability } from './sigmoid.ts';

/**
 * Two states, *i* and *j*, in closed form, in float64. Staying in a state pays its reward, going to the other one pays
 * nothing; the policy has one logit for each state: p = π(stay | i) = σ(z₁), q = π(stay | j) = σ(z₂).
 *
 * The parameters are the logits divided by `scales`, z = scales · θ: the same policies in other units, in which the vanilla
 * gradient points elsewhere and the natural gradient moves the policy as before. Pairs are ordered (i, j) throughout.
 *
 * Source: Kakade 2001, "A Natural Policy Gradient"; Bagnell and Schneider 2003, "Covariant Policy Search".
 */
export type Pair = readonly [number, number];

export interface TwoStateProblem {
  /** What staying pays. */
  readonly rewards: Pair;
  /** Null for the average reward in the long run, otherwise J = ρ₀ · V, not normalised. */
  readonly discounting: { readonly gamma: number; readonly start: Pair } | null;
}

/** The units of the parameters: logit = scale · θ. */
export const UNSCALED: Pair = [1, 1];

/** π(stay | ·) at θ. */
export function stayProbabilities(theta: Pair, scales: Pair = UNSCALED): Pair {
  return [probability(scales[0] * theta[0]), probability(scales[1] * theta[1])];
}

/** π(go | ·) at θ, exact where staying is all but certain. */
function goProbabilities(theta: Pair, scales: Pair): Pair {
  return [probability(-scales[0] * theta[0]), probability(-scales[1] * theta[1])];
}

/** The share of time spent in each state: stationary, or the normalised discounted one (1 − γ) Σ_t γ^t p_t. */
export function stateDistribution({ discounting }: TwoStateProblem, theta: Pair, scales: Pair = UNSCALED): Pair {
  const go = goProbabilities(theta, scales);
  if (!discounting) return [go[1] / (go[0] + go[1]), go[0] / (go[0] + go[1])];
  const { gamma, start } = discounting;
  // ρ = (1 − γ) ρ₀ + γ ρ P, solved for its first component; both components add up to 1.
  const first = ((1 - gamma) * start[0] + gamma * go[1]) / (1 - gamma + gamma * (go[0] + go[1]));
  return [first, 1 - first];
}

/** J: the average reward ρ · (p R₁, q R₂), and that divided by 1 − γ where rewards are discounted. */
export function objective(problem: TwoStateProblem, theta: Pair, scales: Pair = UNSCALED): number {
  const [first, second] = stateDistribution(problem, theta, scales);
  const [p, q] = stayProbabilities(theta, scales);
  return (first * p * problem.rewards[0] + second * q * problem.rewards[1]) / normaliser(problem);
}

/**
 * How much better staying is than going: Q(s, stay) − Q(s, go) = R(s) + γ (V(s) − V(s′)), with γ = 1 and differential
 * values for the average reward. The difference of the values is V(i) − V(j) = (p R₁ − q R₂) / (1 − γ (p + q − 1)).
 */
export function stayAdvantages(problem: TwoStateProblem, theta: Pair, scales: Pair = UNSCALED): Pair {
  const { rewards, discounting } = problem;
  const gamma = discounting?.gamma ?? 1;
  const [p, q] = stayProbabilities(theta, scales);
  const go = goProbabilities(theta, scales);
  const gap = (p * rewards[0] - q * rewards[1]) / (1 - gamma + gamma * (go[0] + go[1]));
  return [rewards[0] + gamma * gap, rewards[1] - gamma * gap];
}

/** ∇J by the policy gradient theorem: ρ(s) ∂π(stay | s)/∂θ (Q(s, stay) − Q(s, go)), over 1 − γ where discounted. */
export function gradient(problem: TwoStateProblem, theta: Pair, scales: Pair = UNSCALED): Pair {
  const distribution = stateDistribution(problem, theta, scales);
  const advantages = stayAdvantages(problem, theta, scales);
  const variances = choiceVariances(theta, scales);
  const component = (s: 0 | 1) => (distribution[s] * scales[s] * variances[s] * advantages[s]) / normaliser(problem);
  return [component(0), component(1)];
}

/** The diagonal of F over the (normalised) state distribution: ρ(s) scale² π (1 − π); off it, F is 0. */
export function fisherInformation(problem: TwoStateProblem, theta: Pair, scales: Pair = UNSCALED): Pair {
  const distribution = stateDistribution(problem, theta, scales);
  const variances = choiceVariances(theta, scales);
  const component = (s: 0 | 1) => distribution[s] * scales[s] * scales[s] * variances[s];
  return [component(0), component(1)];
}

/** F⁻¹ ∇J: the advantages of staying in the parameters' units, whatever ρ and however certain the policy already is. */
export function naturalGradient(problem: TwoStateProblem, theta: Pair, scales: Pair = UNSCALED): Pair {
  const advantages = stayAdvantages(problem, theta, scales);
  const component = (s: 0 | 1) => advantages[s] / (scales[s] * normaliser(problem));
  return [component(0), component(1)];
}

/** KL(π_old ‖ π_new) in either state, in nats: the trust region bounds its mean over ρ_old, the theorem its maximum. */
export function stateDivergences(thetaOld: Pair, thetaNew: Pair, scales: Pair = UNSCALED): Pair {
  const component = (s: 0 | 1) => klDivergence(scales[s] * thetaOld[s], scales[s] * thetaNew[s]);
  return [component(0), component(1)];
}

/** Σ_s ρ_old(s) KL(π_old(·|s) ‖ π_new(·|s)), whose Hessian at θ_old is F. */
export function meanDivergence(
  problem: TwoStateProblem,
  thetaOld: Pair,
  thetaNew: Pair,
  scales: Pair = UNSCALED,
): number {
  const [first, second] = stateDistribution(problem, thetaOld, scales);
  const [klFirst, klSecond] = stateDivergences(thetaOld, thetaNew, scales);
  return first * klFirst + second * klSecond;
}

/** How fast π(stay | ·) changes while θ moves at `velocity`. */
export function policyVelocity(theta: Pair, velocity: Pair, scales: Pair = UNSCALED): Pair {
  const variances = choiceVariances(theta, scales);
  return [variances[0] * scales[0] * velocity[0], variances[1] * scales[1] * velocity[1]];
}

/** The points of plain gradient ascent θ ← θ + step size · direction(θ), the first one included: `steps` + 1 of them. */
export function ascend(theta: Pair, direction: (theta: Pair) => Pair, stepSize: number, steps: number): Pair[] {
  const path: Pair[] = [theta];
  let [first, second] = theta;
  for (let step = 0; step < steps; step++) {
    const [d1, d2] = direction([first, second]);
    first += stepSize * d1;
    second += stepSize * d2;
    path.push([first, second]);
  }
  return path;
}

/** π (1 − π) in either state. */
function choiceVariances(theta: Pair, scales: Pair): Pair {
  const stay = stayProbabilities(theta, scales);
  const go = goProbabilities(theta, scales);
  return [stay[0] * go[0], stay[1] * go[1]];
}

/** From averages over the normalised distribution to J: 1 − γ, or 1 for the average reward. */
const normaliser = ({ discounting }: TwoStateProblem): number => (discounting ? 1 - discounting.gamma : 1);
