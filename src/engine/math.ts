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

/** The angle of the vector (x, y) in (−π, π], to about 1e-15; 0 for no vector. */
export function atan2(y: number, x: number): number {
  const [across, up] = [Math.abs(x), Math.abs(y)];
  if (across === 0 && up === 0) return 0;
  const slope = arcTangent(Math.min(across, up) / Math.max(across, up));
  const angle = up > across ? Math.PI / 2 - slope : slope;
  const turned = x < 0 ? Math.PI - angle : angle;
  return y < 0 ? -turned : turned;
}

/** Of 0 ≤ t ≤ 1: the angle is halved twice, so that its series ends after a dozen terms. */
function arcTangent(t: number): number {
  const half = t / (1 + Math.sqrt(1 + t * t));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const square = quarter * quarter;
  let sum = 0;
  for (let odd = 23; odd >= 1; odd -= 2) sum = 1 / odd - square * sum;
  return 4 * quarter * sum;
}
