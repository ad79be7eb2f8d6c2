import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../engine/run-spec.ts';
import type { Experiment } from '../presets/experiment.ts';
import type { LoggedEpisode, MetricLog } from './metric-log.ts';
import { runKey } from './persistence.ts';

/** A run kept for comparison, after it has given way to another: what it was, and its curve, thinned. */
export interface PinnedRun extends RunIdentity {
  /** Unique in this tab, ascending. */
  readonly id: number;
  /** Which of the marks tells it from others, from 0: the same for runs that differ only in their seed. */
  readonly mark: number;
  /** Environment steps that it had made. */
  readonly reached: number;
  /** Its running mean by ascending clocks; never empty. */
  readonly curve: readonly CurvePoint[];
  /** Mean returns of the greedy policy. */
  readonly evaluations: readonly CurvePoint[];
}

/** What tells runs apart. */
export interface RunIdentity extends Pick<Experiment, 'algo' | 'env' | 'seed' | 'backend'> {
  readonly config: RunConfig;
  /** Changed midway: no seed and no setting gives this run again. */
  readonly edited: boolean;
}

export interface CurvePoint {
  readonly steps: number;
  readonly updates: number;
  readonly seconds: number;
  readonly iteration: number;
  readonly value: number;
}

/** A running mean of fewer episodes than this says more about them than about learning. */
export const FIRST_MEAN = 8;
/** As many runs as a figure can tell apart. */
export const MOST_PINNED = 12;
/** Points of one curve: enough for every second pixel of a wide screen. */
const MOST_POINTS = 384;

/** Runs that were pinned in this tab, oldest first. They outlive resets, other choices and other pages. */
export class PinnedRuns {
  readonly store: StoreApi<readonly PinnedRun[]> = createStore<readonly PinnedRun[]>(() => []);
  private lastId = 0;

  /**
   * Keeps the run as it stands. The same run pinned again, farther on, takes the place of its earlier state. Does nothing
   * before there is a curve, and when there is no room.
   */
  pin({ algo, env, seed, backend, config }: Experiment, log: Pick<MetricLog, 'episodes' | 'iterations'>): void {
    const edited = log.iterations.at(-1)?.fingerprint.endsWith('*') ?? false;
    const run: RunIdentity = { algo, env, seed, backend, config, edited };
    const curve = thinned(log.episodes.slice(FIRST_MEAN - 1).map(meanPoint));
    const runs = this.store.getState();
    const repeatsItself = !edited && !log.iterations.at(-1)?.fingerprint.startsWith('~');
    const earlier = runs.find((other) => repeatsItself && differOnlyInSeed(other, run) && other.seed === seed);
    const isNews = curve.length > 0 && curve.at(-1)!.steps >= (earlier?.curve.at(-1)?.steps ?? 0);
    if (!isNews || (!earlier && runs.length >= MOST_PINNED)) return;
    const evaluations = thinned(
      log.iterations.flatMap(({ steps, updates, seconds, iteration, evaluation }) =>
        evaluation ? [{ steps, updates, seconds, iteration, value: evaluation.mean }] : [],
      ),
    );
    const mark = runs.find((other) => differOnlyInSeed(other, run))?.mark ?? freeMark(runs);
    const reached = Math.max(log.iterations.at(-1)?.steps ?? 0, curve.at(-1)!.steps);
    const pinned = { ...run, reached, id: earlier?.id ?? ++this.lastId, mark, curve, evaluations };
    this.store.setState(earlier ? runs.map((other) => (other === earlier ? pinned : other)) : [...runs, pinned], true);
  }

  unpin(id: number): void {
    this.store.setState(
      this.store.getState().filter((run) => run.id !== id),
      true,
    );
  }
}

/** Whether two runs are the same experiment, repeated with another seed (or the same). */
export function differOnlyInSeed(a: RunIdentity, b: RunIdentity): boolean {
  return !a.edited && !b.edited && experimentKey(a) === experimentKey(b);
}

/** Whether a setting has a say in the curve: where the run ends has none, unless rates anneal until there. */
export const shapesCurve = (key: string, config: RunConfig): boolean =>
  key !== 'totalSteps' || config.annealing === true;

function experimentKey(run: RunIdentity): string {
  const config = Object.entries(run.config).filter(([key]) => shapesCurve(key, run.config));
  return runKey({ ...run, seed: 0, config: Object.fromEntries(config) });
}

/** At most MOST_POINTS points that lie evenly over the steps: of all in one stretch the last, and the first of all. */
export function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length <= MOST_POINTS) return points;
  const stretch = ({ steps }: CurvePoint) =>
    Math.floor(((steps - first.steps) / (last.steps - first.steps || 1)) * (MOST_POINTS - 2));
  return points.filter((point, i) => i === 0 || i === points.length - 1 || stretch(points[i + 1]!) > stretch(point));
}

const meanPoint = ({ endStep, updates, seconds, iteration, mean25 }: LoggedEpisode): CurvePoint => ({
  steps: endStep,
  updates,
  seconds,
  iteration,
  value: mean25,
});

function freeMark(runs: readonly PinnedRun[]): number {
  let mark = 0;
  while (runs.some((run) => run.mark === mark)) mark += 1;
  return mark;
}
