import { findEnvironment } from '../../engine/envs/index.ts';
import type { RunResult } from '../../state/sweep.ts';
import type { Contender } from './contenders.ts';
import { chosen, runOf, STEP_SIZES, type State } from './runs.ts';

/** One algorithm over all step sizes, as far as its runs have ended. */
export interface Cliff {
  readonly contender: Contender;
  /** In the order of the step sizes. */
  readonly points: readonly Point[];
}

export interface Point {
  readonly stepSize: number;
  readonly runs: readonly Ended[];
  /** Median of the returns; null before the first. */
  readonly median: number | null;
}

export interface Ended {
  readonly seed: number;
  /** After training; the least return worth an axis where the run diverged before it was worth anything. */
  readonly value: number;
  readonly diverged: boolean;
}

/** Of an algorithm: where it works, and how far it falls beyond. */
export interface Range {
  readonly contender: Contender;
  /** The widest stretch of neighbouring step sizes that work; null where none does. */
  readonly works: { readonly from: number; readonly to: number; readonly decades: number } | null;
  /** Median returns at the last step size that works and at the next one; null where none works or all beyond do. */
  readonly fall: { readonly from: number; readonly to: number; readonly after: number } | null;
}

export function cliffsOf(
  results: ReadonlyMap<string, RunResult>,
  state: State,
  keyOf: (spec: ReturnType<typeof runOf>) => string,
): readonly Cliff[] {
  const least = findEnvironment(state.env).returnRange[0];
  return chosen(state).map((contender) => ({
    contender,
    points: STEP_SIZES.map((stepSize) => {
      const runs = Array.from({ length: state.seeds }, (_, i) => i + 1).flatMap((seed): Ended[] => {
        const result = results.get(keyOf(runOf(contender, state, stepSize, seed)));
        if (!result) return [];
        const { finalReturn, diverged } = result;
        return [{ seed, value: diverged ? least : (finalReturn ?? least), diverged }];
      });
      return { stepSize, runs, median: medianOf(runs.map(({ value }) => value)) };
    }),
  }));
}

/** Runs that have ended, of all that the state asks for. */
export const progressOf = (cliffs: readonly Cliff[], { seeds }: State) => ({
  done: cliffs.reduce((sum, { points }) => sum + points.reduce((all, { runs }) => all + runs.length, 0), 0),
  asked: cliffs.length * STEP_SIZES.length * seeds,
});

/**
 * The return from which a step size counts as working: half of the way from the worst median to the best one, over all
 * algorithms. Null while nothing is known, or nothing has learned more than anything else.
 */
export function workingReturn(cliffs: readonly Cliff[], { env }: State): number | null {
  const medians = cliffs.flatMap(({ points }) => points.flatMap(({ median }) => median ?? []));
  if (medians.length === 0) return null;
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  const [bottom, top] = findEnvironment(env).returnRange;
  return high - low < 0.1 * (top - bottom) ? null : (low + high) / 2;
}

export function rangeOf({ contender, points }: Cliff, enough: number): Range {
  let best: readonly [number, number] | null = null;
  let first: number | null = null;
  points.forEach(({ median }, i) => {
    if (median === null || median < enough) first = null;
    else {
      first ??= i;
      if (!best || i - first > best[1] - best[0]) best = [first, i];
    }
  });
  if (!best) return { contender, works: null, fall: null };
  const [from, to] = (best as readonly [number, number]).map((i) => points[i]!) as [Point, Point];
  const next = points[points.indexOf(to) + 1];
  return {
    contender,
    // from point to point of the grid it is half a decade
    works: { from: from.stepSize, to: to.stepSize, decades: (points.indexOf(to) - points.indexOf(from)) / 2 },
    fall: next && next.median !== null ? { from: to.median!, to: next.median, after: next.stepSize } : null,
  };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
