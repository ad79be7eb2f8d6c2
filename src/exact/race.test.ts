import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionNumber, type Landscape, lqrLandscape, run, stepsTo, twoStateLandscape } from './race.ts';
import type { Pair } from './two-state.ts';

const average = { rewards: [1, 2], discounting: null } as const;
const discounted = { rewards: [1, 2], discounting: { gamma: 0.9, start: [0.8, 0.2] } } as const;
const regulator = lqrLandscape({ a: 0.7, b: 1, noise: 0.1, q: 1, r: 0.1, gamma: 0.9, startMean: 0, startVariance: 1 });
const START: Pair = [1.4, -2.2];

test('the best of two states: stay in j for ever; leave i and stay in j', () => {
  expect(twoStateLandscape(average).best).toBeCloseTo(2, 9);
  // .8 · γ · 2 / (1 − γ) + .2 · 2 / (1 − γ)
  expect(twoStateLandscape(discounted).best).toBeCloseTo(18.4, 9);
});

test('no policy of the regulator earns more than its best', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.3, max: 1.7, noNaN: true }),
      fc.double({ min: -6, max: 1, noNaN: true }),
      (k, logSigma) => {
        expect(regulator.objective([k, logSigma])).toBeLessThanOrEqual(regulator.best);
      },
    ),
  );
});

test('both directions rise, and the natural one is F⁻¹ times the plain one', () => {
  const landscapes: Landscape[] = [twoStateLandscape(average), twoStateLandscape(discounted), regulator];
  fc.assert(
    fc.property(
      fc.constantFrom(...landscapes),
      fc.double({ min: -0.2, max: 1.5, noNaN: true }),
      fc.double({ min: -2, max: 0.4, noNaN: true }),
      (landscape, x, y) => {
        const [g1, g2] = landscape.vanilla([x, y]);
        const [n1, n2] = landscape.natural([x, y]);
        const [f1, f2] = landscape.fisher([x, y]);
        expect(n1 * f1).toBeCloseTo(g1, 8);
        expect(n2 * f2).toBeCloseTo(g2, 8);
        const here = landscape.objective([x, y]);
        const along = ([d1, d2]: Pair) => landscape.objective([x + 1e-7 * d1, y + 1e-7 * d2]);
        expect(along([g1, g2])).toBeGreaterThanOrEqual(here);
        expect(along([n1, n2])).toBeGreaterThanOrEqual(here);
      },
    ),
  );
});

test('on the plateau the plain gradient waits where the natural one walks on', () => {
  const landscape = twoStateLandscape(average);
  const plain = run(landscape, 'vanilla', START, 0.2, 2000);
  const natural = run(landscape, 'natural', START, 0.2, 2000);
  expect(stepsTo(natural, 1.87)).toBe(13);
  expect(stepsTo(plain, 1.87)).toBeNull();
  expect(plain.objectives.at(-1)).toBeGreaterThan(0.99);
  expect(plain.objectives.at(-1)).toBeLessThan(1);
});

test('in other units plain ascent goes another way, natural ascent the same', () => {
  const [same, other] = [twoStateLandscape(average), twoStateLandscape(average, [1, 3])];
  expect(run(other, 'natural', START, 0.2, 50)).toEqual(run(same, 'natural', START, 0.2, 50));
  const [plain, rescaled] = [run(same, 'vanilla', START, 0.2, 50), run(other, 'vanilla', START, 0.2, 50)];
  expect(rescaled.places[1]![0]).toBe(plain.places[1]![0]);
  expect(rescaled.places[1]![1] - START[1]).toBeCloseTo(9 * (plain.places[1]![1] - START[1]), 12);
  const [f1, f2] = same.fisher(START);
  expect(other.fisher(START)).toEqual([f1, 9 * f2]);
  expect(conditionNumber([f1, f2])).toBe(f1 / f2);
});

test('a step past stability ends the race there', () => {
  const plain = run(regulator, 'vanilla', [0, 0], 0.05, 100);
  expect(plain.divergedAt).toBe(1);
  expect(plain.places).toEqual([[0, 0]]);
  expect(run(regulator, 'natural', [0, 0], 0.05, 100).divergedAt).toBeNull();
});
