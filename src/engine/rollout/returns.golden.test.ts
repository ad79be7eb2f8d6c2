import { describe, expect, it } from 'vitest';
import { expectClose, readGolden } from '../testing/golden.ts';
import { gae, lambdaReturns, monteCarloReturns, normaliseAdvantages, nStepReturns, type Rollout } from './returns.ts';

/** Checked by their makers against Stable-Baselines3, Spinning Up and CleanRL. */
interface Case {
  readonly gamma: number;
  readonly lam: number;
  readonly reward: readonly number[];
  readonly value: readonly number[];
  readonly next_value: readonly number[];
  readonly terminated: readonly number[];
  readonly truncated: readonly number[];
  readonly advantage: readonly number[];
  readonly lambda_return: readonly number[];
  readonly nstep_return: Readonly<Record<string, readonly number[]>>;
  readonly mc_no_bootstrap: readonly number[];
  readonly advantage_truncation_as_termination: readonly number[];
  readonly advantage_normalized: { readonly std_ddof1_eps1e_8: readonly number[] | null };
}

const TOLERANCE = { relativeToMax: 1e-10 };
const cases = readGolden<{ readonly cases: readonly Case[] }>('returns').cases;

/**
 * The case as copy 1 of two: copy 0 has the same length and other numbers, which must not leak.
 * `spread` lays a sequence out beside it, `pick` takes copy 1's part.
 */
const spread = (sequence: readonly number[]): Float64Array =>
  Float64Array.from({ length: 2 * sequence.length }, (_, i) => (i % 2 === 1 ? sequence[(i - 1) / 2]! : 100 + i));
const pick = (values: ArrayLike<number>): number[] => Array.from(values).filter((_, i) => i % 2 === 1);
const flags = (sequence: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: 2 * sequence.length }, (_, i) =>
    i % 2 === 1 ? sequence[(i - 1) / 2]! : i % 3 === 0 ? 1 : 0,
  );

describe.each(cases.map((golden, index) => ({ index, golden })))('returns, case $index', ({ golden }) => {
  const horizon = golden.reward.length;
  const rollout: Rollout = {
    horizon,
    copies: 2,
    rewards: spread(golden.reward),
    terminated: flags(golden.terminated),
    truncated: flags(golden.truncated),
  };
  const values = spread(golden.value);
  const nextValues = spread(golden.next_value);
  const empty = () => new Float64Array(2 * horizon);

  it('estimates advantages and λ-returns', () => {
    const advantages = gae(rollout, values, nextValues, golden.gamma, golden.lam, empty());
    expectClose(pick(advantages), golden.advantage, TOLERANCE);
    expectClose(pick(lambdaReturns(advantages, values, empty())), golden.lambda_return, TOLERANCE);
  });

  it('does not bootstrap where a truncation is declared a termination', () => {
    const merged = golden.terminated.map((flag, t) => flag | golden.truncated[t]!);
    const asTerminated = { ...rollout, terminated: flags(merged) };
    const advantages = gae(asTerminated, values, nextValues, golden.gamma, golden.lam, empty());
    expectClose(pick(advantages), golden.advantage_truncation_as_termination, TOLERANCE);
  });

  it.each(Object.entries(golden.nstep_return))('sums %s steps', (n, expected) => {
    expectClose(pick(nStepReturns(rollout, nextValues, golden.gamma, Number(n), empty())), expected, TOLERANCE);
  });

  it('sums to the end, with and without bootstrapping', () => {
    const bootstrapped = monteCarloReturns(rollout, nextValues, golden.gamma, empty());
    expectClose(pick(bootstrapped), golden.nstep_return['1000']!, TOLERANCE);
    expectClose(pick(monteCarloReturns(rollout, null, golden.gamma, empty())), golden.mc_no_bootstrap, TOLERANCE);
  });

  it('normalises advantages', () => {
    const expected = golden.advantage_normalized.std_ddof1_eps1e_8 ?? golden.advantage;
    expectClose(normaliseAdvantages(Float64Array.from(golden.advantage)), expected, TOLERANCE);
  });

  it('keeps float64 arithmetic while writing float32', () => {
    const advantages = gae(rollout, values, nextValues, golden.gamma, golden.lam, new Float32Array(2 * horizon));
    expect(pick(advantages)).toEqual(
      pick(gae(rollout, values, nextValues, golden.gamma, golden.lam, empty())).map(Math.fround),
    );
  });
});
