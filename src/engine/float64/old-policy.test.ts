import { beforeAll, describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { Draws, makeKernel } from '../kernels/testing/make.ts';
import { Policy } from '../nn/policy.ts';
import type { Batch } from '../rollout/trajectories.ts';
import { Oracle } from '../studies/testing/oracle.ts';
import { arithmeticOf } from './arithmetic.ts';
import { OldPolicy } from './old-policy.ts';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await makeKernel();
});

/** Float64 as two programs have it that sum in different orders. */
const SAME = 1e-11;

function expectSame(found: ArrayLike<number>, expected: ArrayLike<number>) {
  const scale = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++)
    expect(Math.abs(found[i]! - expected[i]!)).toBeLessThanOrEqual(SAME * Math.max(1, scale));
}

describe.each([
  ['CartPole-v1', 'tanh', '64-64'],
  ['CartPole-v1', 'relu', '5-7-3'],
  ['Acrobot-v1', 'tanh', 'none'],
  ['Pendulum-v1', 'relu', '12-9'],
  ['Pendulum-v1', 'tanh', '6'],
  ['Bandit-v0', 'tanh', 'none'],
  ['TwoState-v0', 'tanh', '4'],
] as const)('π_old and its batch, on %s with %s and hidden %s', (env, activation, hidden) => {
  const policy = new Policy(findEnvironment(env), { hidden, activation, initialLogStd: -0.7 });
  const draws = new Draws(11);
  const moved = (theta: Float32Array, by: number) => theta.map((t) => t + by * draws.numbers(1)[0]!);
  const theta = moved(policy.initialTheta(2), 0.3);

  it.each(['kernel', 'plain'])('%s: ratios, KL, g and F v are those of the definitions', (name) => {
    const old = new OldPolicy(arithmeticOf(name === 'kernel' ? kernel : null), policy);
    // a second batch, smaller than the first, in the same room
    for (const rows of [70, 37]) {
      const batch = batchFor(policy, draws, rows);
      const oracle = new Oracle(policy, { batch, thetaOld: theta, config: {} });
      old.open(batch, theta);
      for (const by of [0, 1e-4, 0.1, 3]) {
        const now = moved(theta, by);
        const [found, expected] = [old.at(now), oracle.at(now)];
        expectSame(found.ratios, expected.ratios);
        expectSame([found.kl], [expected.kl]);
      }
      expectSame(old.gradient(oracle.advantages), oracle.gradient());
      const direction = draws.numbers(policy.size);
      expectSame(old.fisherProduct(direction), oracle.fisherProduct(direction));
    }
  });
});

function batchFor({ shape, distribution }: Policy, draws: Draws, size: number): Batch {
  const { kind, actionSize, codeSize, headSize } = distribution;
  const actions = draws
    .numbers(size * actionSize)
    .map((u) => (kind === 'gaussian' ? u : u > 0 ? Math.max(1, headSize - 1) : 0));
  const codes = new Float32Array(size * codeSize);
  for (let row = 0; row < size; row++) distribution.encode(actions, row, codes, row);
  const [advantages, zeros] = [draws.numbers(size), new Float32Array(size)];
  const observations = draws.numbers(size * shape.sizes[0]!, 2);
  return { size, observations, codes, advantages, returns: zeros, values: zeros };
}
