import { describe, expect, test } from 'vitest';
import * as categorical from './categorical.ts';
import { averageOuterProduct } from './fisher-estimate.ts';
import * as gaussian from './gaussian.ts';
import type { Symmetric } from './symmetric.ts';
import { readGolden } from './testing/golden.ts';

/**
 * In a network the last layer's biases are the distribution's own parameters. So the block of the network's Fisher matrix
 * that belongs to two of them (and to log σ) is the mean over states of what stands in closed form here, and the empirical
 * one is the average of outer products of scores over the batch.
 */
interface GoldenPolicy {
  readonly n_params: number;
  readonly layout: readonly { readonly name: string; readonly offset: number }[];
  /** Probabilities, or means and log σ. */
  readonly dist_out:
    | readonly (readonly number[])[]
    | { readonly mu: readonly (readonly number[])[]; readonly log_std: readonly number[] };
  readonly actions: readonly number[] | readonly (readonly number[])[];
  readonly fisher_exact_diag: readonly number[];
  readonly fisher_empirical_diag: readonly number[];
  /** Row by row from the diagonal on; not kept for the larger networks. */
  readonly fisher_exact_upper: readonly number[] | null;
  readonly fisher_empirical_upper: readonly number[] | null;
}

/** The entries of rows and columns `first` and `second`; null for what the reference does not keep. */
function block(golden: GoldenPolicy, kind: 'exact' | 'empirical', first: number, second: number) {
  const diagonal = golden[`fisher_${kind}_diag`];
  const upper = golden[`fisher_${kind}_upper`];
  const at = first * golden.n_params - (first * (first - 1)) / 2 + second - first;
  return [diagonal[first]!, upper ? upper[at]! : null, diagonal[second]!] as const;
}
const offsetOf = ({ layout }: GoldenPolicy, name: string) => layout.find((part) => part.name === name)!.offset;

function agree(ours: Symmetric, theirs: ReturnType<typeof block>): void {
  const size = Math.max(theirs[0], theirs[2]);
  for (const [i, reference] of theirs.entries())
    if (reference !== null) expect(Math.abs(ours[i]! - reference)).toBeLessThanOrEqual(1e-10 * size);
}

/** The mean over states. */
const mean = (matrices: readonly Symmetric[]): Symmetric => {
  const entry = (i: 0 | 1 | 2) => matrices.reduce((sum, matrix) => sum + matrix[i], 0) / matrices.length;
  return [entry(0), entry(1), entry(2)];
};

describe.each(['policy_cat2', 'policy_cat3'])('%s', (name) => {
  const golden = readGolden<GoldenPolicy>(name);
  const logits = (golden.dist_out as readonly (readonly number[])[]).map((row) => row.map(Math.log));
  const bias = offsetOf(golden, name === 'policy_cat2' ? 'b2' : 'b3');

  test('F in closed form, in the mean over states', () => {
    const exact = logits.map((row): Symmetric => {
      const full = categorical.fisherInformation(row);
      return [full[0]![0]!, full[0]![1]!, full[1]![1]!];
    });
    agree(mean(exact), block(golden, 'exact', bias, bias + 1));
  });

  test('outer products of the scores of the actions taken', () => {
    const scores = logits.flatMap((row, i) => categorical.score(row, golden.actions[i] as number).slice(0, 2));
    agree(averageOuterProduct(Float64Array.from(scores), logits.length), block(golden, 'empirical', bias, bias + 1));
  });
});

describe.each([
  ['policy_gauss1', 'b2', 0],
  ['policy_gauss2', 'b3', 0],
  ['policy_gauss2', 'b3', 1],
] as const)('%s, %s, dimension %i', (name, biasName, dimension) => {
  const golden = readGolden<GoldenPolicy>(name);
  const { mu, log_std } = golden.dist_out as { mu: readonly (readonly number[])[]; log_std: readonly number[] };
  const policies = mu.map((row) => ({ mean: row[dimension]!, sigma: Math.exp(log_std[dimension]!) }));
  const [bias, logStd] = [offsetOf(golden, biasName) + dimension, offsetOf(golden, 'log_std') + dimension];

  test('F in closed form, in the mean over states', () => {
    const exact = policies.map((policy): Symmetric => {
      const [first, second] = gaussian.fisherInformation(policy, 'logSigma');
      return [first, 0, second];
    });
    agree(mean(exact), block(golden, 'exact', bias, logStd));
  });

  test('outer products of the scores of the actions taken', () => {
    const scores = policies.flatMap((policy, i) => [
      ...gaussian.score(policy, (golden.actions[i] as readonly number[])[dimension]!, 'logSigma'),
    ]);
    agree(averageOuterProduct(Float64Array.from(scores), policies.length), block(golden, 'empirical', bias, logStd));
  });
});
