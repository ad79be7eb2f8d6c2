import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/golden.ts';
import { dot } from '../vectors.ts';
import { choleskySolve, NotPositiveDefinite, type SymmetricMatrix, solveDamped } from './cholesky.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { predictedKl, stepScale } from './step-scale.ts';

const times = ({ size, values }: SymmetricMatrix, x: Float64Array): Float64Array =>
  Float64Array.from(x, (_, i) => dot(values.subarray(i * size, (i + 1) * size), x));

/** B Bᵀ + I, so that it is positive definite, and a right-hand side. */
const systems = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const numbers = (length: number) =>
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length });
  return fc.tuple(numbers(size * size), numbers(size)).map(([B, b]) => {
    const values = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        values[i * size + j] =
          dot(B.slice(i * size, (i + 1) * size), B.slice(j * size, (j + 1) * size)) + (i === j ? 1 : 0);
    return { A: { size, values }, b: Float64Array.from(b) };
  });
});

const diagonal = (...entries: number[]): SymmetricMatrix => {
  const size = entries.length;
  const values = new Float64Array(size * size);
  entries.forEach((entry, i) => {
    values[i * (size + 1)] = entry;
  });
  return { size, values };
};

describe('Cholesky', () => {
  it('solves what is positive definite', () => {
    fc.assert(
      fc.property(systems, ({ A, b }) => {
        expectClose(times(A, choleskySolve(A, b)), b, { absolute: 1e-9, relativeToMax: 1e-9 }, 'A x');
      }),
    );
  });

  it('adds damping to the diagonal', () => {
    expectClose(choleskySolve(diagonal(1, 3), [4, 8], 1), [2, 2], { absolute: 1e-15 });
  });

  it.each([
    ['indefinite', diagonal(1, -1)],
    ['singular', diagonal(0, 1)],
    ['not a number', diagonal(Number.NaN)],
  ])('refuses a matrix that is %s', (_, matrix) => {
    const b = new Float64Array(matrix.size);
    expect(() => choleskySolve(matrix, b)).toThrow(NotPositiveDefinite);
  });

  it('names the pivot that fails', () => {
    expect(() => choleskySolve(diagonal(1, -2, 1), [0, 0, 0])).toThrow('pivot 2 of 3 is -2');
  });

  it('raises the damping only as far as it must', () => {
    expect(solveDamped(diagonal(4, 4), [4, 8], 0)).toEqual({ x: Float64Array.of(1, 2), damping: 0 });
    const { damping } = solveDamped(diagonal(1, -0.5), [1, 1], 0.01);
    expect(damping).toBeCloseTo(1, 12);
    expect(() => solveDamped(diagonal(Number.NaN), [1], 0.1)).toThrow(NotPositiveDefinite);
  });
});

describe('conjugate gradient', () => {
  it('finds what Cholesky finds, in as many iterations as there are dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(systems, async ({ A, b }) => {
        const { x, residuals } = await conjugateGradient((v) => times(A, v), b, A.size);
        expect(residuals.length).toBeLessThanOrEqual(A.size);
        expectClose(x, choleskySolve(A, b), { absolute: 1e-4, relativeToMax: 1e-6 }, 'x');
      }),
    );
  });

  it('tells r·r of every iteration, and stops where it is small', async () => {
    const A = diagonal(1, 2, 4);
    const b = Float64Array.of(1, 1, 1);
    const { x, residuals } = await conjugateGradient((v) => times(A, v), b, 2);
    const r = times(A, x).map((Ax, i) => b[i]! - Ax);
    expect(residuals).toHaveLength(2);
    expect(residuals[1]).toBeCloseTo(dot(r, r), 12);
    expect((await conjugateGradient((v) => times(A, v), b, 100)).residuals).toHaveLength(3);
    expect((await conjugateGradient((v) => times(A, v), new Float64Array(3), 10)).residuals).toEqual([]);
  });

  it('stays a number where A is flat', async () => {
    const { x } = await conjugateGradient((v) => times(diagonal(1, 0), v), Float64Array.of(0, 1), 10);
    expect([...x]).toEqual([0, 0]);
  });
});

describe('the length of a step', () => {
  const quantity = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

  it('spends exactly δ, as the quadratic model has it', () => {
    fc.assert(
      fc.property(quantity, quantity, (delta, xFx) => {
        expectClose(predictedKl(stepScale({ rule: 'kl', delta }, xFx), xFx), delta, { relativeToMax: 1e-12 });
      }),
    );
  });

  it('with the multiplier of the constraint, the penalised step is the constrained one', () => {
    fc.assert(
      fc.property(quantity, quantity, (delta, xFx) => {
        const lambda = Math.sqrt(xFx / (2 * delta));
        const penalised = stepScale({ rule: 'penalty', lambda }, xFx);
        expectClose(penalised, stepScale({ rule: 'kl', delta }, xFx), { relativeToMax: 1e-12 });
      }),
    );
  });

  it('is 0 where there is nowhere to go', () => expect(stepScale({ rule: 'kl', delta: 0.01 }, 0)).toBe(0));
});
