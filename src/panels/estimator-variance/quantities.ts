import { type Bandit, banditGradient, banditVariance, expectedReward } from '../../exact/bandit-estimators.ts';
import {
  constantValues,
  discountedWeights,
  type Episodes,
  type Estimator,
  equalWeights,
  estimatorMoments,
  exactGradient,
  expectedReturn,
  policyValues,
  withError,
} from '../../exact/policy-gradient-estimators.ts';
import { type Symmetric, scaled, trace } from '../../exact/symmetric.ts';
import type { Pair } from '../../exact/two-state.ts';
import type { StateOf } from '../panel.ts';
import type { estimatorVariance } from './spec.ts';

export type EstimatorState = StateOf<typeof estimatorVariance>;

/** The two states of TwoState-v0, in episodes of 20 steps. */
export const EPISODES: Episodes = { rewards: [1, 2], gamma: 0.9, start: [0.8, 0.2], horizon: 20 };
/** The arms of Bandit-v0. */
export const BANDIT: Bandit = { means: [0.5, 1], deviation: 0.3 };

/** In the slide's order: each idea in one estimator, and the last one with a flaw. */
export const KINDS = ['none', 'constant', 'state', 'critic', 'wrong'] as const;
export type Kind = (typeof KINDS)[number];

/** One way to estimate, and what it is worth for batches of N episodes. */
export interface Quality {
  readonly kind: Kind;
  /** Where its estimates scatter about, and how. The bandit has one parameter: the second component is 0. */
  readonly mean: Pair;
  readonly covariance: Symmetric;
  /** √ tr covariance: the root of the mean squared distance from the mean. */
  readonly spread: number;
  /** The mean less ∇U. */
  readonly bias: Pair;
  /** √(spread² + ‖bias‖²): the root of the mean squared distance from ∇U. */
  readonly error: number;
}

export interface Quantities {
  readonly state: EstimatorState;
  /** U and ∇U at θ. */
  readonly value: number;
  readonly gradient: Pair;
  readonly qualities: readonly Quality[];
  /** By how much the wrong critic's mean moves for each unit of its error. */
  readonly perError: Pair;
}

/** The estimators of the two-state problem at a state of the panel. */
export function estimatorsAt({
  theta1,
  theta2,
  baseline,
  error,
  weights: weighting,
}: EstimatorState): Record<Kind, Estimator> {
  const values = policyValues(EPISODES, [theta1, theta2]);
  const weights = weighting === 'discounted' ? discountedWeights(EPISODES) : equalWeights(EPISODES);
  return {
    none: { weights, judge: 'return', values: constantValues(EPISODES, 0) },
    constant: { weights, judge: 'return', values: constantValues(EPISODES, baseline) },
    state: { weights, judge: 'return', values },
    critic: { weights, judge: 'critic', values },
    wrong: { weights, judge: 'critic', values: withError(values, error) },
  };
}

/** What each estimator takes off the reward of a pull. */
export function banditBaselines({ theta1, baseline, error }: EstimatorState): Record<Kind, number> {
  const value = expectedReward(BANDIT, theta1);
  return { none: 0, constant: baseline, state: value, critic: value, wrong: value + error };
}

export function quantitiesOf(state: EstimatorState): Quantities {
  const { problem, theta1, theta2, batch } = state;
  if (problem === 'bandit') {
    const gradient: Pair = [banditGradient(BANDIT, theta1), 0];
    const baselines = banditBaselines(state);
    const qualities = KINDS.map((kind) =>
      qualityOf(kind, gradient, gradient, [banditVariance(BANDIT, theta1, baselines[kind]) / batch, 0, 0]),
    );
    return { state, value: expectedReward(BANDIT, theta1), gradient, qualities, perError: [0, 0] };
  }
  const theta: Pair = [theta1, theta2];
  const gradient = exactGradient(EPISODES, theta);
  const estimators = estimatorsAt(state);
  const qualities = KINDS.map((kind) => {
    const { mean, covariance } = estimatorMoments(EPISODES, theta, estimators[kind]);
    return qualityOf(kind, gradient, mean, scaled(covariance, 1 / batch));
  });
  const { mean } = qualities.find(({ kind }) => kind === 'critic')!;
  const wrong = estimatorMoments(EPISODES, theta, estimatorsAt({ ...state, error: 1 }).wrong).mean;
  const perError: Pair = [wrong[0] - mean[0], wrong[1] - mean[1]];
  return { state, value: expectedReturn(EPISODES, theta), gradient, qualities, perError };
}

function qualityOf(kind: Kind, gradient: Pair, mean: Pair, covariance: Symmetric): Quality {
  const bias: Pair = [mean[0] - gradient[0], mean[1] - gradient[1]];
  const spread = Math.sqrt(Math.max(0, trace(covariance)));
  return { kind, mean, covariance, spread, bias, error: Math.hypot(spread, ...bias) };
}

/** The same estimator's error for batches of another size. */
export const errorAt = ({ spread, bias }: Quality, batch: number, other: number): number =>
  Math.hypot(spread * Math.sqrt(batch / other), ...bias);

export const qualityNamed = ({ qualities }: Quantities, kind: Kind): Quality =>
  qualities.find((quality) => quality.kind === kind)!;
