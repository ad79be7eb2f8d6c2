import { exp, log } from '../math.ts';

/** One episode as a behaviour policy lived it, and what a target policy thinks of its actions. One number a step. */
export interface WeightedEpisode {
  /** log π_behaviour(a_t|s_t) */
  readonly logBehaviour: ArrayLike<number>;
  /** log π_target(a_t|s_t) */
  readonly logTarget: ArrayLike<number>;
  readonly rewards: ArrayLike<number>;
}

/**
 * log Π_{t' ≤ t} π_target/π_behaviour, one number a step (slide "Off policy learning with Importance Sampling"). In logs:
 * over a long episode the product itself leaves the range of numbers.
 */
export function logCumulativeRatios({ logBehaviour, logTarget }: WeightedEpisode): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: logTarget.length }, (_, t) => {
    sum += logTarget[t]! - logBehaviour[t]!;
    return sum;
  });
}

/** log w_i, the logarithm of each whole episode's weight. */
export const logWeights = (episodes: readonly WeightedEpisode[]): Float64Array =>
  Float64Array.from(episodes, (episode) => logCumulativeRatios(episode).at(-1) ?? 0);

/** w_i / Σ w, from their logarithms. */
export function normalisedWeights(logWeights: ArrayLike<number>): Float64Array {
  const total = logSum(logWeights);
  return Float64Array.from(logWeights, (logWeight) => exp(logWeight - total));
}

/** (Σ w)² / Σ w²: how many episodes of the target policy these are worth (Kong 1992). */
export const effectiveSampleSize = (logWeights: ArrayLike<number>): number =>
  1 / normalisedWeights(logWeights).reduce((sum, w) => sum + w * w, 0);

/** Σ γ^t r_t. */
export function discountedReturn(rewards: ArrayLike<number>, gamma: number): number {
  let sum = 0;
  for (let t = rewards.length - 1; t >= 0; t--) sum = rewards[t]! + gamma * sum;
  return sum;
}

/** Ordinary importance sampling: mean of w_i G_i. Unbiased; its variance grows with the product. */
export function ordinaryEstimate(episodes: readonly WeightedEpisode[], gamma: number): number {
  const weights = logWeights(episodes);
  return mean(episodes, ({ rewards }, i) => exp(weights[i]!) * discountedReturn(rewards, gamma));
}

/** Weighted importance sampling: Σ w_i G_i / Σ w_i. Biased, and far calmer. */
export function weightedEstimate(episodes: readonly WeightedEpisode[], gamma: number): number {
  const shares = normalisedWeights(logWeights(episodes));
  return episodes.reduce((sum, { rewards }, i) => sum + shares[i]! * discountedReturn(rewards, gamma), 0);
}

/** Per-decision importance sampling: a reward is weighted by the actions before it alone (Precup, Sutton and Singh 2000). */
export const perDecisionEstimate = (episodes: readonly WeightedEpisode[], gamma: number): number =>
  mean(episodes, (episode) => {
    const ratios = logCumulativeRatios(episode);
    return discountedReturn(
      ratios.map((ratio, t) => exp(ratio) * episode.rewards[t]!),
      gamma,
    );
  });

/** The same, with the weights of all episodes at time t made to sum to 1; episodes that are over keep their last weight. */
export function weightedPerDecisionEstimate(episodes: readonly WeightedEpisode[], gamma: number): number {
  const ratios = episodes.map(logCumulativeRatios);
  const horizon = Math.max(...ratios.map(({ length }) => length));
  const expected = Float64Array.from({ length: horizon }, (_, t) => {
    const shares = normalisedWeights(ratios.map((ratio) => ratio[Math.min(t, ratio.length - 1)]!));
    return episodes.reduce((sum, { rewards }, i) => sum + shares[i]! * (rewards[t] ?? 0), 0);
  });
  return discountedReturn(expected, gamma);
}

/** log Σ eˣ. */
function logSum(logs: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logs.length; i++) largest = Math.max(largest, logs[i]!);
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += exp(logs[i]! - largest);
  return largest + log(sum);
}

const mean = <Item>(items: readonly Item[], of: (item: Item, index: number) => number): number =>
  items.reduce((sum, item, i) => sum + of(item, i) / items.length, 0);
