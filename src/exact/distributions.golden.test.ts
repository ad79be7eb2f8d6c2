import { expect, test } from 'vitest';
import * as categorical from './categorical.ts';
import * as gaussian from './gaussian.ts';
import { readGolden } from './testing/golden.ts';

interface Golden {
  readonly categorical: readonly {
    readonly logits_p: readonly number[];
    readonly logits_q: readonly number[];
    readonly action: number;
    readonly logprobs: readonly number[];
    readonly entropy: number;
    readonly kl_pq: number;
    readonly kl_qp: number;
    readonly dlogp_dlogits: readonly number[];
    readonly dkl_pq_dlogits_q: readonly number[];
  }[];
  readonly gaussian: readonly {
    readonly mu_p: readonly number[];
    readonly log_std_p: readonly number[];
    readonly mu_q: readonly number[];
    readonly log_std_q: readonly number[];
    readonly action: readonly number[];
    readonly logp: number;
    readonly entropy: number;
    readonly kl_pq: number;
    readonly kl_qp: number;
    readonly dlogp_dmu: readonly number[];
    readonly dlogp_dlog_std: readonly number[];
    readonly dkl_pq_dmu_q: readonly number[];
    readonly dkl_pq_dlog_std_q: readonly number[];
  }[];
}

interface GoldenPolicy {
  readonly layout: readonly { readonly name: string; readonly shape: readonly number[]; readonly offset: number }[];
  readonly dist_out: readonly (readonly number[])[] | { readonly log_std: readonly number[] };
  readonly fisher_exact_diag: readonly number[];
}

const golden = readGolden<Golden>('dist');
const RELATIVE = 1e-10;
/** References add up terms of size 1: a tiny KL is theirs only to rounding. */
const ABSOLUTE = 1e-15;

function agree(values: readonly number[], references: readonly number[], what: string): void {
  expect(values.length).toBe(references.length);
  const size = Math.max(...references.map(Math.abs));
  for (const [i, value] of values.entries())
    expect(Math.abs(value - references[i]!), what).toBeLessThanOrEqual(ABSOLUTE + RELATIVE * size);
}
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

test('categorical: probabilities, entropy, KL in both orders, score and slope of KL', () => {
  for (const one of golden.categorical) {
    const { logits_p: p, logits_q: q } = one;
    agree(categorical.logProbabilities(p), one.logprobs, 'log-probabilities');
    agree(categorical.softmax(p), one.logprobs.map(Math.exp), 'probabilities');
    agree([categorical.entropy(p)], [one.entropy], 'entropy');
    agree([categorical.klDivergence(p, q)], [one.kl_pq], 'KL(p ‖ q)');
    agree([categorical.klDivergence(q, p)], [one.kl_qp], 'KL(q ‖ p)');
    agree(categorical.score(p, one.action), one.dlogp_dlogits, 'score');
    agree(categorical.klGradient(p, q), one.dkl_pq_dlogits_q, 'slope of KL');
  }
});

test('Gaussian: log-density, entropy, KL in both orders, score and slope of KL; dimensions are independent', () => {
  for (const one of golden.gaussian) {
    const policies = (means: readonly number[], logs: readonly number[]) =>
      means.map((mean, i) => ({ mean, sigma: Math.exp(logs[i]!) }));
    const p = policies(one.mu_p, one.log_std_p);
    const q = policies(one.mu_q, one.log_std_q);
    const scores = p.map((policy, i) => gaussian.score(policy, one.action[i]!, 'logSigma'));
    const slopes = p.map((policy, i) => gaussian.klGradient(policy, q[i]!, 'logSigma'));
    agree([total(p.map((policy, i) => gaussian.logDensity(policy, one.action[i]!)))], [one.logp], 'log-density');
    agree([total(p.map(gaussian.entropy))], [one.entropy], 'entropy');
    agree([total(p.map((policy, i) => gaussian.klDivergence(policy, q[i]!)))], [one.kl_pq], 'KL(p ‖ q)');
    agree([total(p.map((policy, i) => gaussian.klDivergence(q[i]!, policy)))], [one.kl_qp], 'KL(q ‖ p)');
    agree(
      scores.map(([mean]) => mean),
      one.dlogp_dmu,
      'score of μ',
    );
    agree(
      scores.map(([, spread]) => spread),
      one.dlogp_dlog_std,
      'score of log σ',
    );
    agree(
      slopes.map(([mean]) => mean),
      one.dkl_pq_dmu_q,
      'slope of KL in μ',
    );
    agree(
      slopes.map(([, spread]) => spread),
      one.dkl_pq_dlog_std_q,
      'slope of KL in log σ',
    );
  }
});

test.each(['policy_cat2', 'policy_cat3'])('%s: F of the logits is F of the last biases, state by state', (name) => {
  const policy = readGolden<GoldenPolicy>(name);
  const { shape, offset } = policy.layout.findLast((part) => part.name.startsWith('b'))!;
  const states = policy.dist_out as readonly (readonly number[])[];
  const mean = Array.from({ length: shape[0]! }, (_, a) => {
    const perState = states.map((row) => categorical.fisherInformation(row.map(Math.log))[a]![a]!);
    return total(perState) / states.length;
  });
  agree(mean, policy.fisher_exact_diag.slice(offset, offset + shape[0]!), 'F');
});

test('policy_gauss1: F of μ and log σ is F of the last bias and of log_std', () => {
  const policy = readGolden<GoldenPolicy>('policy_gauss1');
  const { log_std } = policy.dist_out as { readonly log_std: readonly number[] };
  const { offset } = policy.layout.findLast((part) => part.name.startsWith('b'))!;
  const fisher = gaussian.fisherInformation({ mean: 0, sigma: Math.exp(log_std[0]!) }, 'logSigma');
  agree(fisher, [policy.fisher_exact_diag[offset]!, policy.fisher_exact_diag.at(-1)!], 'F');
});
