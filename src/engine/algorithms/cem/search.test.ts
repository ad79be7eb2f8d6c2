import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../../rng.ts';
import { eliteOf, extraVariance, SearchDistribution } from './search.ts';

describe('the search distribution', () => {
  it('draws around the mean by σ z, and leaves alone what it does not search over', () => {
    const search = new SearchDistribution(3, 2, 0.5);
    expect([...search.draw(new Float32Array([1, -1, 7]), (k) => [2, -4][k]!)]).toEqual([2, -3, 7]);
  });

  it('fits mean and variance to the elite, and widens the variance by what is extra', () => {
    const search = new SearchDistribution(2, 1, 9);
    const elite = [
      [1, 5],
      [3, 5],
      [5, 5],
      [7, 5],
    ].map((theta) => Float32Array.from(theta));
    expect([...search.fit(elite, 0)]).toEqual([4, 5]);
    expect(search.deviation[0]).toBeCloseTo(Math.sqrt(5), 12);
    search.fit(elite, 4);
    expect(search.deviation[0]).toBeCloseTo(3, 12);
    expect(search.spread()).toBeCloseTo(3, 12);
    expect(search.deviation[1]).toBe(0);
  });

  it('is the same after a checkpoint', () => {
    const search = new SearchDistribution(2, 2, 1);
    search.fit([new Float32Array([0, 1]), new Float32Array([2, 1])], 1);
    const copy = new SearchDistribution(2, 2, 1);
    copy.load(structuredClone(search.save()));
    expect(copy.deviation).toEqual(search.deviation);
    expect(() => new SearchDistribution(3, 3, 1).load(search.save())).toThrow('deviation');
  });
});

describe('the elite', () => {
  it('is the best share, best first, and the earlier of equals', () => {
    const candidates = [3, 9, 1, 9, 4].map((score, i) => ({ score, i }));
    expect(eliteOf(candidates, 0.6).map(({ i }) => i)).toEqual([1, 3, 4]);
    expect(eliteOf(candidates, 0.01).map(({ i }) => i)).toEqual([1]);
    expect(eliteOf(candidates, 1)).toHaveLength(5);
  });

  it('scores nowhere below who is left out', () => {
    const scores = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, fraction) => {
        const elite = eliteOf(
          all.map((score) => ({ score })),
          fraction,
        );
        const rest = all.toSorted((a, b) => b - a).slice(elite.length);
        for (const score of rest) expect(score).toBeLessThanOrEqual(elite.at(-1)!.score);
      }),
    );
  });
});

it('extra variance falls on a line to 0 and stays there', () => {
  expect([0, 5, 10, 11].map((t) => extraVariance(2, t, 10))).toEqual([4, 2, 0, 0]);
});

it.each([1, 2, 3])(
  'finds the top of a hill whose place is known, and its deviations vanish there (seed %i)',
  (seed) => {
    const top = Array.from({ length: 6 }, (_, k) => k - 2.5);
    const height = (theta: Float32Array) =>
      -theta.reduce((sum, x, k) => sum + (k + 1) * (x - top[k]!) * (x - top[k]!), 0);
    const search = new SearchDistribution(6, 6, 3);
    let mean: Float32Array = new Float32Array(6);
    for (let t = 0; t < 100; t++) {
      const draw = (i: number) => search.draw(mean, (k) => normal(seed, 'candidate', i, t, k));
      const trials = Array.from({ length: 100 }, (_, i) => draw(i)).map((theta) => ({ theta, score: height(theta) }));
      const elite = eliteOf(trials, 0.2).map(({ theta }) => theta);
      mean = search.fit(elite, extraVariance(0.5, t, 60));
    }
    for (const [k, x] of mean.entries()) expect(x).toBeCloseTo(top[k]!, 2);
    expect(search.spread()).toBeLessThan(1e-3);
  },
);
