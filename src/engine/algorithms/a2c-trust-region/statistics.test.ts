import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { categorical } from '../../nn/categorical.ts';
import type { ActingOutputs, Outputs } from '../../nn/distribution.ts';
import { gaussian } from '../../nn/gaussian.ts';
import { sigmoid } from '../../nn/sigmoid.ts';
import { openWasm } from '../../testing/backend.ts';
import { expectClose } from '../../testing/golden.ts';
import { tf } from '../../tf.ts';
import { project } from './projection.ts';
import { describeAll, statisticsOf } from './statistics.ts';

beforeAll(openWasm);

const CLOSE = { absolute: 2e-6, relativeToMax: 2e-5 };

describe.each([
  ['categorical', categorical(3), [0.3, -1.2, 0.8], [0.1, 0.4, -0.5], 2],
  ['sigmoid', sigmoid(), [0.7], [-0.4], 1],
  ['Gaussian', gaussian(2), [0.3, -1.2, -0.5, 0.2], [0.1, 0.4, -0.3, 0.4], [0.9, -0.7]],
] as const)('derivatives in the statistics of a %s', (_, distribution, now, average, action) => {
  const { headSize, freeParameters, kind, codeSize } = distribution;
  const acting = (phi: readonly number[]): ActingOutputs => ({ head: phi, logStd: phi.slice(headSize) });
  const outputs = (phi: tf.Tensor): Outputs => ({
    head: tf.reshape(tf.slice(phi, 0, headSize), [1, headSize]),
    logStd: freeParameters ? tf.slice(phi as tf.Tensor1D, headSize, freeParameters) : undefined,
  });
  const code = new Float32Array(codeSize);
  distribution.encode([action].flat(), 0, code, 0);
  const mine = statisticsOf(
    kind,
    describeAll(distribution, acting(now), 1),
    describeAll(distribution, acting(average), 1),
  );
  const byTape = (of: (outputs: Outputs) => tf.Tensor): ArrayLike<number> =>
    tf
      .grad((phi) => tf.sum(of(outputs(phi))))(tf.tensor1d([...now]))
      .dataSync();

  it('are those that TensorFlow.js finds', () => {
    const codes = tf.tensor2d(code, [1, codeSize]);
    expectClose(
      mine.score(code),
      byTape((o) => distribution.logProbability(o, codes)),
      CLOSE,
      '∂ log π',
    );
    expectClose(
      mine.entropyGradient(),
      byTape((o) => distribution.entropy(o)),
      CLOSE,
      '∂ H',
    );
    const then = outputs(tf.tensor1d([...average]));
    expectClose(
      mine.klGradient(),
      byTape((o) => distribution.kl(then, o)),
      CLOSE,
      '∂ KL',
    );
  });
});

describe('the projection', () => {
  const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 });
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) => Array.from(x).reduce((sum, v, i) => sum + v * y[i]!, 0);

  it('lands within the region, at its edge where it had to shorten, and leaves alone what lay inside', () => {
    fc.assert(
      fc.property(vector, vector, fc.double({ min: 0.01, max: 5, noNaN: true }), (g, k, delta) => {
        const { nearest, shortened } = project(Float64Array.from(g), Float64Array.from(k), delta);
        if (!shortened) expect(Array.from(nearest)).toEqual(g);
        else expect(dot(k, nearest)).toBeCloseTo(delta, 8);
        expect(shortened).toBe(dot(k, g) > delta);
      }),
    );
  });

  it('takes off the multiple of k that equation 12 names', () => {
    // kᵀg = 4, ‖k‖² = 4, δ = 1: three quarters of k.
    expect(Array.from(project(Float64Array.of(2, 5), Float64Array.of(2, 0), 1).nearest)).toEqual([0.5, 5]);
  });
});
