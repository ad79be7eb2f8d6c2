import { type FisherCosts, parametersOf } from '../../state/fisher-cost.ts';
import { type Course, type Estimate, estimate, memoryCourses, sumOf, timeCourses } from './courses.ts';

/** All that the panel draws and says of what was measured so far. */
export interface Findings {
  readonly costs: FisherCosts;
  readonly time: readonly Course[];
  readonly memory: readonly Course[];
  /** What the chosen policy costs. */
  readonly chosen: Price;
}

/** What one solution takes, by either method. */
export interface Price {
  /** n. */
  readonly parameters: number;
  /** Milliseconds; null while they are not known. */
  readonly choleskyTime: Estimate | null;
  readonly productsTime: Estimate | null;
  readonly choleskyBytes: number;
  readonly productsBytes: number;
}

export function findingsOf(costs: FisherCosts, width: number): Findings {
  const courses = { time: timeCourses(costs.costs), memory: memoryCourses(costs.costs) };
  return { costs, ...courses, chosen: priceAt(courses, parametersOf(width)) };
}

export function priceAt({ time, memory }: Pick<Findings, 'time' | 'memory'>, n: number): Price {
  const at = (courses: readonly Course[], part: Course['part']) =>
    estimate(courses.find((course) => course.part === part)!, n);
  return {
    parameters: n,
    choleskyTime: sumOf([at(time, 'build'), at(time, 'factor')]),
    productsTime: at(time, 'products'),
    choleskyBytes: at(memory, 'build')!.value,
    productsBytes: at(memory, 'products')!.value,
  };
}

/** The policies that are measured: hidden widths about √2 apart, so that n doubles, as far as `widest`. */
export const LADDER = [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 90, 128, 181, 256, 362, 512, 724, 996];
