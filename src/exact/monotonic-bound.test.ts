import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundMaximum,
  impliedCoefficient,
  improvements,
  type LineProblem,
  largestAdvantage,
  minoriser,
  onLine,
  penaltyCoefficient,
  practicalStep,
} from './monotonic-bound.ts';
import { meanDivergence, objective, type Pair, stayProbabilities } from './two-state.ts';

const line = (gamma: number, direction: Pair = [-0.5, 1]): LineProblem => ({
  problem: { rewards: [1, 2], discounting: { gamma, start: [0.8, 0.2] } },
  origin: [0, 0],
  direction,
});
const anyPlace = fc.double({ min: -5, max: 5, noNaN: true });
const anyLine = fc
  .tuple(
    fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
    fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })),
    fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(
    ([gamma, angle, origin, rewards, first]): LineProblem => ({
      problem: { rewards, discounting: { gamma, start: [first, 1 - first] } },
      origin,
      direction: [Math.cos(angle), Math.sin(angle)],
    }),
  );

describe('the theorem', () => {
  test('no policy on the line is worth less than the bound says', () => {
    fc.assert(
      fc.property(anyLine, anyPlace, anyPlace, (any, at, t) => {
        const { bound, surrogate } = minoriser(any, at);
        const truth = objective(any.problem, onLine(any, t));
        expect(bound(t)).toBeLessThanOrEqual(truth + 1e-9 * (1 + Math.abs(truth)));
        expect(bound(t)).toBeLessThanOrEqual(surrogate(t) + 1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  test('at θ_old the three curves touch, and rise alike', () => {
    fc.assert(
      fc.property(anyLine, anyPlace, (any, at) => {
        const { bound, surrogate, slope, value } = minoriser(any, at);
        expect(bound(at)).toBeCloseTo(value, 12);
        expect(surrogate(at)).toBeCloseTo(objective(any.problem, onLine(any, at)), 12);
        const near = 1e-5;
        const slopeOf = (f: (t: number) => number) => (f(at + near) - f(at - near)) / (2 * near);
        const scale = 1 + Math.abs(value);
        expect(Math.abs(slopeOf(surrogate) - slope) / scale).toBeLessThan(1e-6);
        expect(Math.abs(slopeOf((t) => objective(any.problem, onLine(any, t))) - slope) / scale).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('the step to the maximum of the bound', () => {
  test('finds what a dense search finds', () => {
    fc.assert(
      fc.property(anyLine, anyPlace, (any, at) => {
        const touching = minoriser(any, at);
        const next = boundMaximum(touching);
        const reach = 4 * Math.abs(next - at) + 1e-3;
        for (let i = -400; i <= 400; i += 1)
          expect(touching.bound(at + (reach * i) / 400)).toBeLessThanOrEqual(
            touching.bound(next) + 1e-9 * (1 + touching.value),
          );
      }),
      { numRuns: 40 },
    );
  });

  test('again and again, never loses anything', () => {
    fc.assert(
      fc.property(anyLine, anyPlace, (any, start) => {
        const worth = improvements(any, start, 25).map((t) => objective(any.problem, onLine(any, t)));
        for (let i = 1; i < worth.length; i += 1)
          expect(worth[i]!).toBeGreaterThanOrEqual(worth[i - 1]! - 1e-12 * (1 + worth[i]!));
      }),
      { numRuns: 100 },
    );
  });

  test('can be seen at γ = .5, and hardly at γ = .9', () => {
    const step = (gamma: number) => boundMaximum(minoriser(line(gamma), 0));
    expect(step(0.5)).toBeCloseTo(0.12, 2);
    expect(step(0.9)).toBeCloseTo(0.023, 3);
  });
});

test('C counts the largest advantage of any action in any state', () => {
  const any = line(0.5);
  // at the origin both states choose by a fair coin, and V(i) − V(j) = p R_i − q R_j
  const [p, q] = stayProbabilities(onLine(any, 0));
  const gap = p * 1 - q * 2;
  const advantages = [1 + 0.5 * gap, 2 - 0.5 * gap].flatMap((d, s) => {
    const stay = [p, q][s]!;
    return [(1 - stay) * d, -stay * d];
  });
  expect(largestAdvantage(any, 0)).toBeCloseTo(Math.max(...advantages.map(Math.abs)), 12);
  expect(penaltyCoefficient(any, 0)).toBeCloseTo((4 * 0.5 * 1.125) / 0.25, 12);
});

test('the practical step stays inside δ and goes as far as L rises', () => {
  fc.assert(
    fc.property(anyLine, anyPlace, fc.double({ min: 0.001, max: 0.1, noNaN: true }), (any, at, delta) => {
      const touching = minoriser(any, at);
      const next = practicalStep(any, touching, delta);
      expect(meanDivergence(any.problem, onLine(any, at), onLine(any, next))).toBeLessThanOrEqual(delta * (1 + 1e-6));
      expect(touching.surrogate(next)).toBeGreaterThanOrEqual(touching.value - 1e-12);
    }),
  );
});

test('the price that a step pays is the C whose bound would lead there', () => {
  // along one parameter alone KL_max is one state's, and smooth
  const smooth: LineProblem = { ...line(0.5), direction: [0, 1] };
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (at) => {
      const touching = minoriser(smooth, at);
      expect(impliedCoefficient(touching, boundMaximum(touching)) / touching.coefficient).toBeCloseTo(1, 3);
    }),
  );
});
