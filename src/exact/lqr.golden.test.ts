import { describe, expect, test } from 'vitest';
import {
  finiteHorizon,
  fisherInformation,
  gradient,
  type LqrPolicy,
  type LqrProblem,
  naturalGradient,
  objective,
  optimalGain,
} from './lqr.ts';
import { agrees, readGolden } from './testing/golden.ts';

interface Golden {
  readonly problems: readonly {
    readonly params: {
      readonly name: string;
      readonly a: number;
      readonly b: number;
      readonly sigma_w: number;
      readonly q: number;
      readonly r: number;
      readonly gamma: number;
      readonly x0_mean: number;
      readonly x0_var: number;
    };
    readonly k_grid: readonly number[];
    readonly logsigma_grid: readonly number[];
    readonly k_optimal: number;
    /** [k][log σ], as are the four below. */
    readonly J: readonly (readonly number[])[];
    readonly dJ_dk: readonly (readonly number[])[];
    readonly dJ_dlogsigma: readonly (readonly number[])[];
    readonly F_kk: readonly (readonly number[])[];
    readonly F_logsigma: number;
    readonly monte_carlo: readonly {
      readonly k: number;
      readonly logsigma: number;
      readonly exact: Record<Quantity, number>;
      /** Mean and standard error of 100,000 rollouts. */
      readonly mc_mean_se: Record<Quantity, readonly [number, number]>;
    }[];
    readonly finite_horizon: readonly {
      readonly k: number;
      readonly logsigma: number;
      readonly T: number;
      readonly J_T: number;
      /** By central differences, good to about 1e−9. */
      readonly grad: readonly [number, number];
    }[];
  }[];
}
type Quantity = 'J' | 'dJ_dk' | 'dJ_dlogsigma' | 'F_kk';

const golden = readGolden<Golden>('exact_lqr');

describe.each(golden.problems)('$params.name', (reference) => {
  const { a, b, sigma_w: noise, q, r, gamma, x0_mean: startMean, x0_var: startVariance } = reference.params;
  const problem: LqrProblem = { a, b, noise, q, r, gamma, startMean, startVariance };
  const quantities = (policy: LqrPolicy): Record<Quantity, number> => {
    const { k, logSigma } = gradient(problem, policy);
    const { k: fisher } = fisherInformation(problem, policy);
    return { J: objective(problem, policy), dJ_dk: k, dJ_dlogsigma: logSigma, F_kk: fisher };
  };

  test('the best gain', () => {
    agrees(optimalGain(problem), reference.k_optimal);
  });

  test('J, its gradient, Fisher information and the natural gradient over the whole grid', () => {
    for (const [i, k] of reference.k_grid.entries())
      for (const [j, logSigma] of reference.logsigma_grid.entries()) {
        const here = quantities({ k, logSigma });
        const there = { J: 0, dJ_dk: 0, dJ_dlogsigma: 0, F_kk: 0 };
        for (const name of Object.keys(there) as Quantity[]) there[name] = reference[name][i]![j]!;
        agrees(here.J, there.J);
        // Near the best gain the gradient is a difference of terms as large as J.
        agrees(here.dJ_dk, there.dJ_dk, { absolute: 1e-13 * Math.abs(there.J) });
        agrees(here.dJ_dlogsigma, there.dJ_dlogsigma);
        agrees(here.F_kk, there.F_kk);
        const natural = naturalGradient(problem, { k, logSigma });
        agrees(natural.k, there.dJ_dk / there.F_kk, { absolute: 1e-13 * Math.abs(there.J / there.F_kk) });
        agrees(natural.logSigma, there.dJ_dlogsigma / reference.F_logsigma);
      }
    expect(fisherInformation(problem, { k: 0, logSigma: 0 }).logSigma).toBe(reference.F_logsigma);
  });

  test('what 100,000 rollouts estimate, within four standard errors', () => {
    for (const { k, logsigma: logSigma, exact, mc_mean_se } of reference.monte_carlo) {
      const here = quantities({ k, logSigma });
      for (const name of Object.keys(exact) as Quantity[]) {
        agrees(here[name], exact[name], { absolute: 1e-13 * Math.abs(exact.J) });
        const [mean, standardError] = mc_mean_se[name];
        expect(Math.abs(here[name] - mean)).toBeLessThan(4 * standardError);
      }
    }
  });

  test('finite horizons', () => {
    for (const { k, logsigma: logSigma, T, J_T, grad } of reference.finite_horizon) {
      const here = finiteHorizon(problem, { k, logSigma }, T);
      agrees(here.objective, J_T);
      const absolute = 1e-8 * Math.max(1, Math.abs(J_T));
      agrees(here.gradient.k, grad[0], { relative: 1e-8, absolute });
      agrees(here.gradient.logSigma, grad[1], { relative: 1e-8, absolute });
    }
  });
});
