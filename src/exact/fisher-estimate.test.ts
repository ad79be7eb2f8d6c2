import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as categorical from './categorical.ts';
import { averageOuterProduct, errorOfOne, errorsAlong, hessianOfKl, relativeError } from './fisher-estimate.ts';
import * as gaussian from './gaussian.ts';
import { eigen, type Symmetric } from './symmetric.ts';

const logit = fc.double({ min: -3, max: 3, noNaN: true });

/** The block of the two free logits; the third is 0. */
function freeFisher(first: number, second: number): Symmetric {
  const full = categorical.fisherInformation([first, second, 0]);
  return [full[0]![0]!, full[0]![1]!, full[1]![1]!];
}

test('the Hessian of KL is F: categorical', () => {
  fc.assert(
    fc.property(logit, logit, (a, b) => {
      const hessian = hessianOfKl((x, y) => categorical.klDivergence([a, b, 0], [a + x, b + y, 0]));
      expect(relativeError(hessian, freeFisher(a, b))).toBeLessThan(1e-6);
    }),
  );
});

test('the Hessian of KL is F: Gaussian', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), (sigma) => {
      const policy = { mean: 0.3, sigma };
      const hessian = hessianOfKl((x, y) => gaussian.klDivergence(policy, { mean: 0.3 + x, sigma: sigma + y }));
      const [mean, spread] = gaussian.fisherInformation(policy);
      expect(relativeError(hessian, [mean, 0, spread])).toBeLessThan(1e-6);
    }),
  );
});

test('one outer product has rank 1; all actions in their proportions average to F', () => {
  // π = (½, ¼, ¼): in four draws, two of the first
  const logits = [Math.log(2), 0, 0];
  const scores = Float64Array.from([0, 1, 0, 2].flatMap((action) => categorical.score(logits, action).slice(0, 2)));
  expect(eigen(averageOuterProduct(scores, 1)).values[1]).toBeCloseTo(0, 12);
  expect(relativeError(averageOuterProduct(scores, 4), freeFisher(Math.log(2), 0))).toBeLessThan(1e-14);
  const errors = errorsAlong(scores, freeFisher(Math.log(2), 0), [1, 2, 4]);
  for (const [i, count] of [1, 2, 4].entries())
    expect(errors[i]).toBeCloseTo(relativeError(averageOuterProduct(scores, count), freeFisher(Math.log(2), 0)), 12);
});

test('the error of one sample is the mean of squares over what one sample can be', () => {
  fc.assert(
    fc.property(logit, logit, (a, b) => {
      const logits = [a, b, 0];
      const policy = categorical.softmax(logits);
      const exact = freeFisher(a, b);
      const scores = [0, 1, 2].map((action) => categorical.score(logits, action).slice(0, 2));
      const mean = (value: (score: readonly number[]) => number) =>
        scores.reduce((sum, score, action) => sum + policy[action]! * value(score), 0);
      const square = mean((score) => relativeError(averageOuterProduct(Float64Array.from(score), 1), exact) ** 2);
      expect(
        errorOfOne(
          mean(([x, y]) => (x! * x! + y! * y!) ** 2),
          exact,
        ),
      ).toBeCloseTo(Math.sqrt(square), 6);
    }),
  );
});
