import { describe, expect, test } from 'vitest';
import { type Claim, check, type ToldRun } from './claims.ts';

const run = (means: readonly (number | null)[], metric: readonly number[] = []): ToldRun => ({
  iterations: means.map((return100, i) => ({ return100, metrics: { kl: metric[i] ?? 0 } })),
  diverged: false,
  threshold: 475,
});

describe('claims about the return', () => {
  test.each<[string, Claim, readonly (number | null)[], boolean]>([
    ['solved once is solved', { kind: 'solves' }, [null, 480, 20], true],
    ['never there', { kind: 'solves' }, [null, 470], false],
    ['ends high', { kind: 'ends', atLeast: 100 }, [20, 120], true],
    ['ends too low', { kind: 'ends', atLeast: 100 }, [120, 20], false],
    ['ends low', { kind: 'ends', atMost: 50 }, [120, 20], true],
    ['was good, is not', { kind: 'collapses', from: 100, to: 30 }, [20, 120, 25], true],
    ['never was good', { kind: 'collapses', from: 200, to: 30 }, [20, 120, 25], false],
    ['still is good', { kind: 'collapses', from: 100, to: 30 }, [20, 120, 110], false],
  ])('%s', (_, claim, means, holds) => {
    expect(check(claim, run(means)).holds).toBe(holds);
  });

  test('the last evaluation counts, whatever the training episodes did', () => {
    const told: ToldRun = {
      ...run([1, 2, 3]),
      iterations: [{ return100: 1, metrics: {}, evaluation: { mean: 9, returns: [9] } }],
    };
    expect(check({ kind: 'evaluates', atLeast: 9 }, told).holds).toBe(true);
    expect(check({ kind: 'evaluates', atLeast: 10 }, told).holds).toBe(false);
    expect(check({ kind: 'evaluates', atLeast: 0 }, run([1])).holds).toBe(false);
  });

  test('a run without an episode ends nowhere', () => {
    expect(check({ kind: 'ends', atMost: 10 }, run([null, null])).holds).toBe(false);
  });
});

describe('claims about a metric', () => {
  const told = run(
    Array.from({ length: 20 }, () => 0),
    Array.from({ length: 20 }, (_, i) => i),
  );
  test.each([
    ['greatest', 19],
    ['least', 0],
    ['median', 10],
    ['last', 18.5],
  ] as const)('the %s of 0 … 19 is %f', (of, figure) => {
    expect(check({ kind: 'metric', metric: 'kl', of, atLeast: figure }, told)).toEqual({ holds: true, figure });
    expect(check({ kind: 'metric', metric: 'kl', of, atMost: figure - 1 }, told).holds).toBe(false);
  });

  test('nothing is said of a metric that is not there', () => {
    expect(check({ kind: 'metric', metric: 'zebra', of: 'last', atLeast: 0 }, told).holds).toBe(false);
  });
});

test('divergence is told by the run itself', () => {
  expect(check({ kind: 'diverges' }, { ...run([1]), diverged: true }).holds).toBe(true);
  expect(check({ kind: 'diverges' }, run([1])).holds).toBe(false);
});
