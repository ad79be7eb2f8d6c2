import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawSequence, normal, pcg4d, STREAM, type Stream, shuffle, uniform } from './rng.ts';

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

describe('pcg4d', () => {
  it.each([
    { key: [0, 0, 0, 0], value: 3542436074 },
    { key: [1, 2, 3, 4], value: 45698095 },
    { key: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], value: 2713428488 },
    { key: [1, 0, 0, 2097152], value: 3064102206 },
    { key: [123456789, 7, 4000000000, 9437189], value: 591291181 },
  ] as const)('of $key is $value, as arbitrary-precision integers say', ({ key: [a, b, c, d], value }) => {
    expect(pcg4d(a, b, c, d)).toBe(value);
  });

  it('takes its key modulo 2³²', () => {
    fc.assert(
      fc.property(uint32, uint32, (a, c) => {
        expect(pcg4d(a + 0x1_0000_0000, 0, c - 0x1_0000_0000, 0)).toBe(pcg4d(a, 0, c, 0));
      }),
    );
  });
});

describe('uniform draws', () => {
  const n = 20_000;
  const draws = (seed: number, stream: Stream) =>
    Array.from({ length: n }, (_, step) => uniform(seed, stream, 3, step));
  const correlation = (a: number[], b: number[]) =>
    (12 / n) * a.reduce((sum, x, i) => sum + (x - 0.5) * (b[i]! - 0.5), 0);
  /** Five standard errors of a correlation of independent draws. */
  const LIMIT = 5 / Math.sqrt(n);

  it('lie in [0, 1), on the float32 grid', () => {
    fc.assert(
      fc.property(uint32, uint32, uint32, (seed, environment, step) => {
        const u = uniform(seed, 'action', environment, step);
        expect(u).toBeGreaterThanOrEqual(0);
        expect(u).toBeLessThan(1);
        expect(Math.fround(u)).toBe(u);
      }),
    );
  });

  it('fill sixteen bins evenly', () => {
    const bins = new Array<number>(16).fill(0);
    for (const u of draws(1, 'dynamics')) bins[Math.floor(16 * u)]!++;
    const expected = n / 16;
    const chiSquared = bins.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
    // 99.9 % quantile at 15 degrees of freedom.
    expect(chiSquared).toBeLessThan(37.7);
  });

  it('are uncorrelated from step to step, between seeds and between any two streams', () => {
    const base = draws(1, 'reset');
    expect(Math.abs(correlation(base.slice(0, -1), base.slice(1)))).toBeLessThan(LIMIT);
    expect(Math.abs(correlation(base, draws(2, 'reset')))).toBeLessThan(LIMIT);
    const streams = Object.keys(STREAM) as Stream[];
    for (const other of streams.filter((stream) => stream !== 'reset'))
      expect(Math.abs(correlation(base, draws(1, other))), other).toBeLessThan(LIMIT);
  });

  it('have stream numbers of their own', () => {
    expect(new Set(Object.values(STREAM)).size).toBe(Object.keys(STREAM).length);
  });
});

describe('normal draws', () => {
  it('have mean 0, variance 1, and the tails of a bell', () => {
    const n = 20_000;
    const draws = Array.from({ length: n }, (_, step) => normal(5, 'action', 0, step));
    const moment = (power: (x: number) => number) => draws.reduce((sum, x) => sum + power(x), 0) / n;
    expect(Math.abs(moment((x) => x))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment((x) => x * x) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment((x) => (Math.abs(x) < 1 ? 1 : 0)) - 0.6827)).toBeLessThan(0.017);
  });
});

describe('DrawSequence', () => {
  it('gives the draws of its key in turn, and starts over with the next key', () => {
    const draws = new DrawSequence(9, 'reset');
    draws.at(2, 5);
    expect([draws.next(), draws.next()]).toEqual([uniform(9, 'reset', 2, 5, 0), uniform(9, 'reset', 2, 5, 1)]);
    draws.at(2, 6);
    expect(draws.next()).toBe(uniform(9, 'reset', 2, 6, 0));
  });
});

describe('shuffle', () => {
  it('gives a permutation, the same for the same key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), uint32, uint32, (length, seed, counter) => {
        const order = new Uint32Array(length);
        shuffle(order, seed, counter);
        expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
        const again = new Uint32Array(length).fill(7);
        shuffle(again, seed, counter);
        expect(again).toEqual(order);
      }),
    );
  });

  it('puts every element into every place about equally often', () => {
    const rounds = 6000;
    const counts = new Array<number>(16).fill(0);
    const order = new Uint32Array(4);
    for (let counter = 0; counter < rounds; counter++) {
      shuffle(order, 3, counter);
      order.forEach((element, place) => {
        counts[4 * element + place]!++;
      });
    }
    for (const count of counts) expect(Math.abs(count - rounds / 4)).toBeLessThan(5 * Math.sqrt((rounds * 3) / 16));
  });
});
