import { fitPowerLaw, type Measured, type PowerLaw, throughPoint, valueAt } from '../../exact/power-law.ts';
import { choleskyBytes, conjugateGradientBytes } from '../../state/fisher-cost.ts';
import type { FisherCost } from '../../worker/fisher-cost-messages.ts';

/** Parts of the work whose cost has a slope of its own. */
export type Part = 'build' | 'factor' | 'products';

/** What one part costs against n, in ms or in bytes. */
export interface Course {
  readonly part: Part;
  readonly points: readonly Measured[];
  /** The power of n that theory gives. */
  readonly theory: number;
  /** The power of n that was measured; null before it can be told. */
  readonly power: number | null;
  /** What it costs where it was not measured; null while nothing is known. */
  readonly beyond: ((n: number) => number) | null;
}

/** What a course says of one n. */
export interface Estimate {
  readonly value: number;
  /** `between` two measured ones, along a straight line on logarithmic axes; `beyond` all of them, by the fitted slope. */
  readonly how: 'measured' | 'between' | 'beyond';
}

/** Slopes are read where the largest power rules: over the last decade that was measured, once that has come this far. */
const DECADE = 10;
const FAR_ENOUGH = 300;

/** Milliseconds of each part. */
export function timeCourses(costs: readonly FisherCost[]): readonly Course[] {
  return [
    timed(
      'factor',
      3,
      pointsOf(costs, ({ cholesky }) => cholesky?.factor),
    ),
    timed(
      'build',
      2,
      pointsOf(costs, ({ cholesky }) => cholesky?.build),
    ),
    timed(
      'products',
      1,
      pointsOf(costs, ({ conjugateGradient }) => conjugateGradient?.milliseconds),
    ),
  ];
}

function timed(part: Part, theory: number, points: readonly Measured[]): Course {
  const law = lawOf(points);
  const last = points.at(-1);
  // from the last point on, so that the line does not jump where it becomes a guess
  const onwards = law && last ? throughPoint(law.power, last) : null;
  return { part, points, theory, power: law?.power ?? null, beyond: onwards && ((n) => valueAt(onwards, n)) };
}

function lawOf(points: readonly Measured[]): PowerLaw | null {
  const largest = points.at(-1)?.[0] ?? 0;
  return largest < FAR_ENOUGH ? null : fitPowerLaw(points.filter(([n]) => n * DECADE >= largest));
}

/** Bytes of either method: counted where it was measured, and known everywhere else. */
export function memoryCourses(costs: readonly FisherCost[]): readonly Course[] {
  const cholesky = pointsOf(costs, (cost) => cost.cholesky?.bytes);
  const products = pointsOf(costs, ({ conjugateGradient }) => conjugateGradient?.bytes);
  return [
    { part: 'build', points: cholesky, theory: 2, power: 2, beyond: choleskyBytes },
    { part: 'products', points: products, theory: 1, power: 1, beyond: (n) => conjugateGradientBytes(n) },
  ];
}

const pointsOf = (costs: readonly FisherCost[], of: (cost: FisherCost) => number | undefined): readonly Measured[] =>
  costs.flatMap((cost): Measured[] => {
    const value = of(cost);
    return value === undefined ? [] : [[cost.parameters, value]];
  });

/** @returns null while nothing is known */
export function estimate({ points, beyond }: Course, n: number): Estimate | null {
  const exact = points.find(([at]) => at === n);
  if (exact) return { value: exact[1], how: 'measured' };
  const next = points.findIndex(([at]) => at > n);
  if (next > 0) return { value: valueAt(fitPowerLaw([points[next - 1]!, points[next]!])!, n), how: 'between' };
  return beyond && { value: beyond(n), how: 'beyond' };
}

/** Several parts one after the other. @returns null unless all are known */
export function sumOf(estimates: readonly (Estimate | null)[]): Estimate | null {
  let value = 0;
  let how: Estimate['how'] = 'measured';
  for (const one of estimates) {
    if (!one) return null;
    value += one.value;
    if (one.how === 'beyond' || how === 'measured') how = one.how;
  }
  return { value, how };
}
