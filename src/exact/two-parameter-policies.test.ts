import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageOuterProduct, relativeError } from './fisher-estimate.ts';
import * as gaussian from './gaussian.ts';
import { freeGaussian, freeSoftmax } from './two-parameter-policies.ts';

const logit = fc.double({ min: -3, max: 3, noNaN: true });
const spread = fc.double({ min: 0.5, max: 2, noNaN: true });

test('the Hessian of KL is F, for both', () => {
  fc.assert(
    fc.property(logit, logit, spread, (a, b, sigma) => {
      for (const { fisher, hessian } of [freeSoftmax(a, b), freeGaussian(sigma)])
        expect(relativeError(hessian, fisher)).toBeLessThan(1e-6);
    }),
  );
});

test('softmax: draws spread evenly over [0, 1) average to F, and to the fourth moment', () => {
  fc.assert(
    fc.property(logit, logit, (a, b) => {
      const { scores, fisher, fourthMoment } = freeSoftmax(a, b);
      const count = 20_000;
      const sampled = scores(Float64Array.from({ length: count }, (_, i) => (i + 0.5) / count));
      expect(relativeError(averageOuterProduct(sampled, count), fisher)).toBeLessThan(2e-3);
      let fourth = 0;
      for (let i = 0; i < count; i++) fourth += (sampled[2 * i]! ** 2 + sampled[2 * i + 1]! ** 2) ** 2 / count;
      expect(fourth).toBeCloseTo(fourthMoment, 3);
    }),
    { numRuns: 30 },
  );
});

test('Gaussian: scores are those of its density, and their fourth moment is that of an integral', () => {
  fc.assert(
    fc.property(spread, fc.double({ min: -3, max: 3, noNaN: true }), (sigma, z) => {
      const scores = freeGaussian(sigma).scores(Float64Array.of(z));
      const expected = gaussian.score({ mean: 0, sigma }, sigma * z);
      expect(scores[0]).toBeCloseTo(expected[0], 10);
      expect(scores[1]).toBeCloseTo(expected[1], 10);
    }),
  );
  const { scores, fourthMoment } = freeGaussian(0.7);
  let integral = 0;
  for (let z = -12; z <= 12; z += 0.01) {
    const [x, y] = scores(Float64Array.of(z));
    integral += (0.01 * (x! * x! + y! * y!) ** 2 * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
  expect(integral / fourthMoment).toBeCloseTo(1, 6);
});
