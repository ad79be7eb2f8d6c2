import { describe, expect, it } from 'vitest';
import { loadKernel } from '../engine/kernels/load.ts';
import { measureFisherCost } from './fisher-cost.ts';
import type { CostLimitReached, FisherCost } from './fisher-cost-messages.ts';
import { choleskyBytes, conjugateGradientBytes, parametersOf } from './fisher-cost-sizes.ts';
import { FisherProblem } from './fisher-problem.ts';

const { kernel } = await loadKernel();
if (!kernel) throw new Error('The kernel runs wherever the tests do.');

/** A clock by which everything takes 20 ms. */
function slowClock() {
  let time = 0;
  return () => {
    time += 20;
    return time;
  };
}

async function measure(widths: readonly number[], limits = { milliseconds: 1e6, bytes: 1e9 }) {
  const costs: FisherCost[] = [];
  const reached: CostLimitReached[] = [];
  let isDone = false;
  await measureFisherCost(kernel!, { widths, damping: 0.1, limits }, slowClock(), (message) => {
    expect(isDone).toBe(false);
    if (message.type === 'measured') costs.push(message.cost);
    else if (message.type === 'limit') reached.push(message.limit);
    else if (message.type === 'done') isDone = true;
    else expect.fail(message.message);
  });
  expect(isDone).toBe(true);
  return { costs, reached };
}

describe('the problem that is measured', () => {
  it('has as many parameters as the networks that the panel names', () => {
    expect([1, 8, 64, 996].map(parametersOf)).toEqual([11, 130, 4610, 999_986]);
    expect(new FisherProblem(kernel!.instantiate(), 8).parameters).toBe(130);
  });

  it('has a symmetric F that is its own product with every vector, and a gradient to solve for', () => {
    const problem = new FisherProblem(kernel!.instantiate(), 3);
    const { size, values } = problem.matrix();
    const v = Float64Array.from({ length: size }, (_, i) => Math.cos(i));
    const product = problem.product(v, 0.5);
    for (let i = 0; i < size; i++) {
      let sum = 0.5 * v[i]!;
      for (let j = 0; j < size; j++) {
        expect(values[i * size + j]).toBeCloseTo(values[j * size + i]!, 6);
        sum += values[i * size + j]! * v[j]!;
      }
      expect(product[i]).toBeCloseTo(sum, 5);
    }
    expect(Math.hypot(...problem.gradient)).toBeGreaterThan(0.01);
  });
});

describe('measuring', () => {
  it('times both methods, and both find the same x', async () => {
    const { costs, reached } = await measure([1, 2, 4]);
    expect(costs.map(({ parameters }) => parameters)).toEqual([11, 22, 50]);
    expect(reached).toEqual([]);
    for (const { cholesky, conjugateGradient, difference, parameters } of costs) {
      expect(cholesky).toEqual({ build: 20, factor: 20, bytes: choleskyBytes(parameters) });
      expect(conjugateGradient!.milliseconds).toBe(20);
      const { residuals, bytes } = conjugateGradient!;
      expect(residuals[0]).toBe(1);
      expect(residuals.length).toBeLessThanOrEqual(11);
      expect(residuals.at(-1)).toBeLessThan(0.01);
      expect(bytes).toBe(conjugateGradientBytes(parameters, residuals.length - 1));
      expect(difference).toBeLessThan(0.01);
    }
  });

  it('leaves a method where it is expected to take too long, says so once, and goes on with the other', async () => {
    // by that clock Cholesky takes 40 ms at n = 11, so at worst 320 at n = 22; conjugate gradient 20, so 40
    const { costs, reached } = await measure([1, 2, 3], { milliseconds: 100, bytes: 1e9 });
    expect(reached).toEqual([{ method: 'cholesky', parameters: 22, milliseconds: 320, bytes: choleskyBytes(22) }]);
    expect(costs.map(({ cholesky }) => cholesky !== null)).toEqual([true, false, false]);
    expect(costs.every(({ conjugateGradient }) => conjugateGradient !== null)).toBe(true);
    expect(costs[1]!.difference).toBeNull();
  });

  it('ends where neither has room', async () => {
    const { costs, reached } = await measure([1, 2, 64], { milliseconds: 1e6, bytes: choleskyBytes(22) });
    expect(costs).toHaveLength(2);
    expect(reached.map(({ method }) => method)).toEqual(['cholesky', 'conjugateGradient']);
  });
});
