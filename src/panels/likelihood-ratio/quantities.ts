import { normal, uniform } from '../../engine/rng.ts';
import { softmax } from '../../exact/categorical.ts';
import { bestConstant, likelihoodRatio, likelihoodRatioOfLogit, logitGradient } from '../../exact/estimators.ts';
import { density } from '../../exact/gaussian.ts';
import { type Piecewise, raised, valueAt } from '../../exact/piecewise.ts';
import { rewardOf } from '../../exact/rewards.ts';
import type { StateOf } from '../panel.ts';
import { drawnValues } from '../reward-field.ts';
import type { likelihoodRatio as spec } from './spec.ts';
import { MOST_SAMPLES } from './spec.ts';

export type LikelihoodRatioState = StateOf<typeof spec>;

/** Where the five actions stand on the axis, and so what f is worth to them. */
export const ACTIONS: readonly number[] = [-4, -2, 0, 2, 4];

/** Of a normal distribution, 95 % lies within as many standard deviations. */
const NINETY_FIVE = 1.96;

/** Everything that the panel says about a state. "The parameter" is μ, or the logit that is followed. */
export interface Quantities {
  readonly state: LikelihoodRatioState;
  /** f + c. */
  readonly f: Piecewise;
  /** Density of the Gaussian, or probability of the action nearest to x. */
  readonly policyAt: (x: number) => number;
  /** Of the five actions; empty for the Gaussian. */
  readonly probabilities: readonly number[];
  /** ∂U/∂θ of all five logits; empty for the Gaussian. */
  readonly gradients: readonly number[];
  /** ∂U in the parameter, exactly, and the variance of what one sample says of it. */
  readonly gradient: number;
  readonly variance: number;
  /** The constant for which that variance is least, and how fast it grows with the square of the distance from it. */
  readonly best: number;
  readonly leastVariance: number;
  readonly curvature: number;
  /** The parameter's score, ∂ log P(x). */
  readonly score: (x: number) => number;
  /** All samples that may arrive, in order, and what each says: score · f. */
  readonly xs: Float64Array;
  readonly pushes: Float64Array;
  /** Mean of the first n pushes, for n = 1 …, and half the width of its 95 % band (NaN for one sample). */
  readonly means: Float64Array;
  readonly bands: Float64Array;
}

export function quantitiesOf(state: LikelihoodRatioState): Quantities {
  const plain = rewardOf(state.f, drawnValues(state.drawn));
  const f = raised(plain, state.constant);
  const parts = state.policy === 'gaussian' ? gaussian(state, plain, f) : categorical(state, plain, f);
  const pushes = parts.xs.map((x) => parts.score(x) * valueAt(f, x));
  const leastVariance = Math.max(0, parts.variance - parts.curvature * (state.constant - parts.best) ** 2);
  return { state, f, ...parts, leastVariance, pushes, ...running(pushes) };
}

/** What one sample's variance would be with another constant. */
export const varianceWith = ({ leastVariance, curvature, best }: Quantities, constant: number): number =>
  leastVariance + curvature * (constant - best) ** 2;

/** The estimate from the samples that have arrived, and half its band. */
export const estimateOf = ({ state, means, bands }: Quantities) => ({
  mean: means[state.samples - 1]!,
  band: bands[state.samples - 1]!,
});

/** The estimates of all five logits' gradients from the samples that have arrived. */
export function logitEstimates({ state, probabilities, xs, f }: Quantities): readonly number[] {
  const sums = probabilities.map(() => 0);
  for (let i = 0; i < state.samples; i++) {
    const value = valueAt(f, xs[i]!);
    const drawn = nearest(xs[i]!);
    for (const [k, p] of probabilities.entries()) sums[k]! += value * ((k === drawn ? 1 : 0) - p);
  }
  return sums.map((sum) => sum / state.samples);
}

function gaussian({ mean, sigma, seed }: LikelihoodRatioState, plain: Piecewise, f: Piecewise) {
  const policy = { mean, sigma };
  const exact = likelihoodRatio(f, policy);
  return {
    policyAt: (x: number) => density(policy, x),
    probabilities: [],
    gradients: [],
    gradient: exact.mean,
    variance: exact.variance,
    best: bestConstant(plain, policy),
    curvature: 1 / sigma ** 2,
    score: (x: number) => (x - mean) / sigma ** 2,
    xs: drawsOf(seed).normals.map((z) => mean + sigma * z),
  };
}

function categorical({ logits, action, seed }: LikelihoodRatioState, plain: Piecewise, f: Piecewise) {
  const probabilities = softmax(logitsOf(logits));
  const k = action - 1;
  const exact = likelihoodRatioOfLogit(
    probabilities,
    ACTIONS.map((x) => valueAt(f, x)),
    k,
  );
  const p = probabilities[k]!;
  return {
    policyAt: (x: number) => probabilities[nearest(x)]!,
    probabilities,
    gradients: logitGradient(
      probabilities,
      ACTIONS.map((x) => valueAt(f, x)),
    ),
    gradient: exact.mean,
    variance: exact.variance,
    best: likelihoodRatioOfLogit(
      probabilities,
      ACTIONS.map((x) => valueAt(plain, x)),
      k,
    ).bestConstant,
    curvature: p * (1 - p),
    score: (x: number) => (nearest(x) === k ? 1 : 0) - p,
    xs: drawsOf(seed).uniforms.map((u) => ACTIONS[drawn(probabilities, u)]!),
  };
}

/** The five logits that the text stands for. */
export const logitsOf = (text: string): readonly number[] =>
  text.split(',').map((value) => Math.max(-5, Math.min(5, Number(value))));

const nearest = (x: number): number => Math.max(0, Math.min(4, Math.round((x - ACTIONS[0]!) / 2)));

/** The action at the place u of the unit interval, which the probabilities divide. */
function drawn(probabilities: readonly number[], u: number): number {
  let left = u;
  for (const [k, p] of probabilities.entries()) {
    left -= p;
    if (left < 0) return k;
  }
  return probabilities.length - 1;
}

function running(pushes: Float64Array) {
  const means = new Float64Array(pushes.length);
  const bands = new Float64Array(pushes.length);
  let mean = 0;
  let squares = 0;
  for (const [i, push] of pushes.entries()) {
    // Welford: no cancellation, however large the constant
    const off = push - mean;
    mean += off / (i + 1);
    squares += off * (push - mean);
    means[i] = mean;
    bands[i] = NINETY_FIVE * Math.sqrt(squares / (i * (i + 1)));
  }
  return { means, bands };
}

let drawsKept: { readonly seed: number; readonly normals: Float64Array; readonly uniforms: Float64Array } | null = null;

/** The same draws for the same seed, whatever policy they are made into. */
function drawsOf(seed: number) {
  if (drawsKept?.seed !== seed)
    drawsKept = {
      seed,
      normals: Float64Array.from({ length: MOST_SAMPLES }, (_, i) => normal(seed, 'action', 0, i)),
      uniforms: Float64Array.from({ length: MOST_SAMPLES }, (_, i) => uniform(seed, 'action', 1, i)),
    };
  return drawsKept;
}
