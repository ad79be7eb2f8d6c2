import { describe, expect, test } from 'vitest';
import type { Gaussian } from './gaussian.ts';
import {
  effectiveSampleSize,
  logCumulativeRatios,
  logRatioMoments,
  normalisedWeights,
  ordinaryEstimate,
  weightedEstimate,
} from './importance.ts';
import { readGolden } from './testing/golden.ts';

interface Golden {
  readonly cases: readonly {
    readonly logp_behaviour: readonly (readonly number[])[];
    readonly logp_target: readonly (readonly number[])[];
    readonly returns: readonly number[];
    readonly log_weight: readonly number[];
    readonly normalized_weights: readonly number[];
    readonly max_normalized_weight: number;
    readonly ess: number;
    readonly weighted_is: number;
    /** Absent where the products leave the range of numbers. */
    readonly cumulative_ratio?: readonly (readonly number[])[];
    readonly ordinary_is?: number;
  }[];
}

interface Distributions {
  readonly gaussian: readonly {
    readonly mu_p: readonly number[];
    readonly log_std_p: readonly number[];
    readonly mu_q: readonly number[];
    readonly log_std_q: readonly number[];
    readonly kl_pq: number;
    readonly kl_qp: number;
  }[];
}

const { cases } = readGolden<Golden>('importance');

const agrees = (value: number, reference: number) =>
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(1e-10 * Math.abs(reference) + 1e-14);

describe.each(cases.map((golden, i) => [i, golden] as const))('case %i', (_, golden) => {
  const ratios = golden.logp_target.map((target, i) => logCumulativeRatios(golden.logp_behaviour[i]!, target));
  const logWeights = ratios.map((ratio) => ratio.at(-1)!);

  test('products of ratios, shares and effective sample size', () => {
    for (const [i, logWeight] of logWeights.entries()) {
      agrees(logWeight, golden.log_weight[i]!);
      for (const [t, product] of golden.cumulative_ratio?.[i]?.entries() ?? [])
        agrees(Math.exp(ratios[i]![t]!), product);
    }
    const shares = normalisedWeights(logWeights);
    for (const [i, share] of shares.entries()) agrees(share, golden.normalized_weights[i]!);
    agrees(Math.max(...shares), golden.max_normalized_weight);
    agrees(effectiveSampleSize(logWeights), golden.ess);
  });

  test('ordinary and weighted estimates', () => {
    agrees(weightedEstimate(logWeights, golden.returns), golden.weighted_is);
    if (golden.ordinary_is !== undefined) agrees(ordinaryEstimate(logWeights, golden.returns), golden.ordinary_is);
  });
});

test('the mean of log r is −KL, in both orders', () => {
  for (const { mu_p, log_std_p, mu_q, log_std_q, kl_pq, kl_qp } of readGolden<Distributions>('dist').gaussian) {
    const pairs = mu_p.map((mu, i): [Gaussian, Gaussian] => [
      { mean: mu, sigma: Math.exp(log_std_p[i]!) },
      { mean: mu_q[i]!, sigma: Math.exp(log_std_q[i]!) },
    ]);
    agrees(-pairs.reduce((sum, [p, q]) => sum + logRatioMoments(p, q).mean, 0), kl_pq);
    agrees(-pairs.reduce((sum, [p, q]) => sum + logRatioMoments(q, p).mean, 0), kl_qp);
  }
});
