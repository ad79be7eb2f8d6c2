import { describe, expect, it } from 'vitest';
import { exp } from '../math.ts';
import { expectClose, readGolden } from '../testing/golden.ts';
import {
  discountedReturn,
  effectiveSampleSize,
  logCumulativeRatios,
  logWeights,
  normalisedWeights,
  ordinaryEstimate,
  perDecisionEstimate,
  weightedEstimate,
  weightedPerDecisionEstimate,
} from './importance.ts';

interface Case {
  readonly gamma: number;
  readonly logp_behaviour: readonly (readonly number[])[];
  readonly logp_target: readonly (readonly number[])[];
  readonly rewards: readonly (readonly number[])[];
  readonly returns: readonly number[];
  readonly log_weight: readonly number[];
  readonly normalized_weights: readonly number[];
  readonly ess: number;
  readonly weighted_is: number;
  /** Absent where the products leave the range of numbers. */
  readonly cumulative_ratio?: readonly (readonly number[])[];
  readonly ordinary_is?: number;
  readonly per_decision_is?: number;
  readonly weighted_per_decision_is?: number;
}

const CLOSE = { relativeToMax: 1e-10 };

describe.each(readGolden<{ cases: Case[] }>('importance').cases.map((golden, i) => [i, golden] as const))(
  'importance sampling, case %i',
  (_, golden) => {
    const { gamma } = golden;
    const episodes = golden.rewards.map((rewards, i) => ({
      rewards,
      logBehaviour: golden.logp_behaviour[i]!,
      logTarget: golden.logp_target[i]!,
    }));
    const logs = logWeights(episodes);

    it('weighs episodes, however small or large the product', () => {
      expectClose(logs, golden.log_weight, CLOSE, 'log w');
      expectClose(normalisedWeights(logs), golden.normalized_weights, CLOSE, 'w / Σ w');
      expectClose(effectiveSampleSize(logs), golden.ess, CLOSE, 'the effective sample size');
      const returns = golden.rewards.map((rewards) => discountedReturn(rewards, gamma));
      expectClose(returns, golden.returns, CLOSE, 'the returns');
      expectClose(weightedEstimate(episodes, gamma), golden.weighted_is, CLOSE, 'weighted IS');
    });

    it.runIf(golden.cumulative_ratio)('multiplies ratios over t, and estimates what the target would earn', () => {
      for (const [i, episode] of episodes.entries())
        expectClose(logCumulativeRatios(episode).map(exp), golden.cumulative_ratio![i]!, CLOSE, 'Π r');
      expectClose(ordinaryEstimate(episodes, gamma), golden.ordinary_is!, CLOSE, 'ordinary IS');
      expectClose(perDecisionEstimate(episodes, gamma), golden.per_decision_is!, CLOSE, 'per-decision IS');
      const weighted = weightedPerDecisionEstimate(episodes, gamma);
      expectClose(weighted, golden.weighted_per_decision_is!, CLOSE, 'weighted per-decision IS');
    });
  },
);

it('episodes of the target policy itself weigh the same and estimate the mean return', () => {
  const episode = (rewards: number[]) => ({ rewards, logBehaviour: [-1, -2], logTarget: [-1, -2] });
  const episodes = [episode([1, 2]), episode([3, 4])];
  expect(effectiveSampleSize(logWeights(episodes))).toBeCloseTo(2, 12);
  for (const estimate of [ordinaryEstimate, weightedEstimate, perDecisionEstimate, weightedPerDecisionEstimate])
    expect(estimate(episodes, 1)).toBeCloseTo(5, 12);
});
