import { choleskyBytes, conjugateGradientBytes, parametersOf } from '../../../state/fisher-cost.ts';
import type { FisherCost } from '../../../worker/fisher-cost-messages.ts';

/** A machine without noise: milliseconds that follow theory to the digit, Cholesky as far as `cholesky` parameters. */
export function idealCosts(
  widths: readonly number[],
  { cholesky = Number.POSITIVE_INFINITY, factor = 1e-6, build = 1e-5, products = 1e-3, difference = 1e-4 } = {},
): FisherCost[] {
  return widths.map((width) => {
    const n = parametersOf(width);
    const takesCholesky = n <= cholesky;
    return {
      width,
      parameters: n,
      cholesky: takesCholesky ? { build: build * n ** 2, factor: factor * n ** 3, bytes: choleskyBytes(n) } : null,
      conjugateGradient: {
        milliseconds: products * n,
        bytes: conjugateGradientBytes(n),
        residuals: Array.from({ length: 11 }, (_, i) => 0.5 ** i),
      },
      difference: takesCholesky ? difference : null,
    };
  });
}
