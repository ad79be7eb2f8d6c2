import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bandit, banditGradient, banditVariance, expectedReward, samplePulls } from './bandit-estimators.ts';

const bandit: Bandit = { means: [0.5, 1], deviation: 0.3 };
const anyTheta = fc.double({ min: -5, max: 5, noNaN: true });

test('the gradient is the slope of the mean reward', () => {
  fc.assert(
    fc.property(anyTheta, (theta) => {
      const slope = (expectedReward(bandit, theta + 1e-5) - expectedReward(bandit, theta - 1e-5)) / 2e-5;
      expect(banditGradient(bandit, theta)).toBeCloseTo(slope, 8);
    }),
  );
});

test('on a coin flip and without noise the baseline in the middle leaves no variance', () => {
  expect(banditVariance({ means: [0.5, 1], deviation: 0 }, 0, 0.75)).toBeCloseTo(0, 12);
  // ĝ is −¼ or +½, each half the time: ½ (1/16 + 1/4) − 1/64
  expect(banditVariance({ means: [0.5, 1], deviation: 0 }, 0, 0)).toBeCloseTo(0.140625, 12);
});

test('pulls have that mean, whatever the baseline, and that variance', () => {
  const count = 4096;
  // a lattice in two dimensions: uniforms beside the quantiles of a triangular law of variance 1
  const uniforms = Float32Array.from({ length: count }, (_, i) => ((i % 64) + 0.5) / 64);
  const normals = Float32Array.from({ length: count }, (_, i) => triangular((Math.floor(i / 64) + 0.5) / 64));
  for (const baseline of [-1, 0, 0.75]) {
    const pulls = samplePulls(bandit, 0, baseline, uniforms, normals);
    const mean = pulls.reduce((a, b) => a + b) / count;
    const variance = pulls.reduce((sum, pull) => sum + (pull - mean) ** 2, 0) / count;
    expect(mean).toBeCloseTo(banditGradient(bandit, 0), 3);
    expect(variance).toBeCloseTo(banditVariance(bandit, 0, baseline), 3);
  }
});

/** The quantile function of the triangular distribution around 0 with variance 1. */
const triangular = (p: number): number => Math.sqrt(6) * (p < 0.5 ? Math.sqrt(2 * p) - 1 : 1 - Math.sqrt(2 * (1 - p)));
