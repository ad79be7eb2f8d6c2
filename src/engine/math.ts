/**
 * Elementary functions that give the same bits on every machine: `Math`'s differ between browser versions, these use
 * only the basic operations of IEEE 754. Arguments and results in float64.
 */
import cos from '@stdlib/math-base-special-cos';
import exp from '@stdlib/math-base-special-exp';
import log from '@stdlib/math-base-special-ln';
import pow from '@stdlib/math-base-special-pow';
import sin from '@stdlib/math-base-special-sin';
import tanh from '@stdlib/math-base-special-tanh';

export { cos, exp, log, pow, sin, tanh };

/** 1 / (1 + e^{−x}), without overflow at either end. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
