import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  entropy,
  fisherInformation,
  fisherQuadratic,
  klDivergence,
  klGradient,
  logProbabilities,
  score,
  softmax,
} from './categorical.ts';
import * as sigmoid from './sigmoid.ts';

const logit = fc.double({ min: -6, max: 6, noNaN: true });
const logits = fc.tuple(logit, logit, logit);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const plus = (a: readonly number[], b: readonly number[], times = 1) => a.map((value, i) => value + times * b[i]!);

test('known values', () => {
  expect(softmax([0, 0, 0])).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(entropy([5, 5])).toBeCloseTo(Math.LN2, 15);
  expect(score([0, 0], 1)).toEqual([-0.5, 0.5]);
  expect(fisherInformation([0, 0])).toEqual([
    [0.25, -0.25],
    [-0.25, 0.25],
  ]);
});

test('far out nothing overflows', () => {
  expect(softmax([1000, 0])).toEqual([1, 0]);
  expect(logProbabilities([1000, 0])).toEqual([0, -1000]);
  expect(klDivergence([0, 0], [2000, 0])).toBeCloseTo(1000 - Math.LN2, 9);
});

test('a small step is as far as its KL says, even where the textbook form has no digits left', () => {
  expect(klDivergence([0, 0], [1e-9, 0]) / (0.125 * 1e-18)).toBeCloseTo(1, 6);
  // π_from is certain to 15 digits; all of KL is in what the other action gains
  expect(klDivergence([24.39803482312101, -8.089976009332853], [-5.286004859067642, -28.31091266413339])).toBeCloseTo(
    1.0001301837514552e-10,
    20,
  );
});

test('two actions are the sigmoid policy', () => {
  fc.assert(
    fc.property(logit, logit, (from, to) => {
      expect(softmax([from, 0])[0]).toBeCloseTo(sigmoid.probability(from), 14);
      expect(fisherQuadratic([from, 0], [1, 0])).toBeCloseTo(sigmoid.fisherInformation(from), 14);
      const expected = sigmoid.klDivergence(from, to);
      expect(Math.abs(klDivergence([from, 0], [to, 0]) - expected)).toBeLessThanOrEqual(1e-14 + 1e-9 * expected);
    }),
  );
});

test('KL is that of the definition, never negative, and blind to a constant in the logits', () => {
  fc.assert(
    fc.property(logits, logits, logit, (from, to, constant) => {
      const definition = dot(softmax(from), plus(logProbabilities(from), logProbabilities(to), -1));
      const kl = klDivergence(from, to);
      expect(kl).toBeGreaterThanOrEqual(0);
      expect(kl).toBeCloseTo(definition, 10);
      expect(klDivergence(from, plus(to, [constant, constant, constant]))).toBeCloseTo(kl, 10);
    }),
  );
});

test('scores average to 0, their outer products to F, and dᵀFd is the quadratic form', () => {
  fc.assert(
    fc.property(logits, logits, (theta, step) => {
      const policy = softmax(theta);
      const scores = policy.map((_, action) => score(theta, action));
      const fisher = fisherInformation(theta);
      for (const i of [0, 1, 2]) {
        expect(
          dot(
            policy,
            scores.map((row) => row[i]!),
          ),
        ).toBeCloseTo(0, 14);
        for (const j of [0, 1, 2])
          expect(
            dot(
              policy,
              scores.map((row) => row[i]! * row[j]!),
            ),
          ).toBeCloseTo(fisher[i]![j]!, 14);
      }
      const product = fisher.map((row) => dot(row, step));
      expect(fisherQuadratic(theta, step)).toBeCloseTo(dot(step, product), 11);
    }),
  );
});

test('F is the curvature of KL in either order, and klGradient its slope', () => {
  fc.assert(
    fc.property(logits, logits, (theta, step) => {
      const h = 1e-4;
      const quadratic = fisherQuadratic(theta, step);
      const curvature = (order: (to: number[]) => number) =>
        (order(plus(theta, step, h)) + order(plus(theta, step, -h))) / h ** 2;
      const close = 1e-5 + 1e-5 * quadratic;
      expect(Math.abs(curvature((to) => klDivergence(theta, to)) - quadratic)).toBeLessThan(close);
      expect(Math.abs(curvature((to) => klDivergence(to, theta)) - quadratic)).toBeLessThan(close);
      const to = plus(theta, step);
      const rise = klDivergence(theta, plus(to, step, h)) - klDivergence(theta, plus(to, step, -h));
      expect(rise / (2 * h)).toBeCloseTo(dot(klGradient(theta, to), step), 5);
    }),
  );
});
