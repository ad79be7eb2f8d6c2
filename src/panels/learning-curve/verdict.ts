import { thousands } from '../../charts/format.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import type { LoggedEpisode } from '../../state/metric-log.ts';
import type { CurvePoint } from '../../state/pinned-runs.ts';
import type { Judgement } from '../panel.ts';
import { valueAt } from './seeds.ts';

/** Returns as they are written for this environment: as many decimals as its range deserves. */
export function returnDecimals({ returnRange: [low, high] }: Pick<Environment, 'returnRange'>): number {
  const span = high - low;
  return span <= 5 ? 2 : span <= 50 ? 1 : 0;
}

/** Is it learning? `episodes` counts those that ended; `diverged` is the run's own sentence, where it stopped. */
export function judgeLearning(
  environment: Pick<Environment, 'returnRange' | 'successThreshold'>,
  iterations: readonly IterationRecord[],
  episodes: number,
  diverged: string | null,
): Judgement {
  if (diverged) return { level: 2, text: diverged };
  const decimals = returnDecimals(environment);
  const write = (value: number) => thousands(value, decimals);
  const { successThreshold: threshold } = environment;
  const mean = iterations.findLast(({ return100 }) => return100 !== null)?.return100 ?? null;
  if (mean === null || episodes === 0)
    return { level: 0, text: `No episode has ended yet. Solved is a mean of ${write(threshold)} over 100 episodes.` };
  if (episodes < 100)
    return {
      level: 0,
      text: `Too early to say: the mean of ${episodes === 1 ? 'one episode' : `${episodes} episodes`} is ${write(mean)}; solved is ${write(threshold)} over 100.`,
    };
  const said = `the mean of the last 100 episodes is ${write(mean)}`;
  if (mean >= threshold)
    return { level: 0, text: `The mean of the last 100 episodes is ${write(mean)}: solved (${write(threshold)}).` };
  const solvedAt = iterations.find(({ return100 }) => return100 !== null && return100 >= threshold)?.iteration;
  if (solvedAt !== undefined)
    return {
      level: 1,
      text: `Solved at iteration ${thousands(solvedAt)}, and lost again: ${said}, solved is ${write(threshold)}.`,
    };
  return { level: 0, text: `Not solved yet: ${said}; solved is ${write(threshold)}.` };
}

/** A pinned run, or several of one experiment, as the sentence speaks of it. Rich-text markup. */
export interface Rival {
  readonly name: string;
  /** How far it came, in steps: until there its last mean stands. */
  readonly reached: number;
  readonly curve: readonly CurvePoint[];
}

/**
 * How the run in hand stands beside the best pinned one, after as many steps: half of a verdict. Null where none of them
 * has come as far, or nothing is known yet.
 */
export function compare(
  environment: Pick<Environment, 'returnRange'>,
  now: Pick<LoggedEpisode, 'endStep' | 'mean25'> | undefined,
  rivals: readonly Rival[],
): string | null {
  if (!now) return null;
  const write = (value: number) => thousands(value, returnDecimals(environment));
  const standing = rivals
    .flatMap(({ name, reached, curve }) => {
      const last = curve.at(-1);
      if (!last || now.endStep > reached) return [];
      const places = curve.map(({ steps, value }) => ({ x: steps, value }));
      const value = valueAt(places, Math.min(last.steps, now.endStep));
      return value === null ? [] : [{ name, value }];
    })
    .sort((a, b) => b.value - a.value);
  const best = standing[0];
  if (!best) return null;
  const who = standing.length > 1 ? `the best of ${standing.length} pinned runs (${best.name})` : best.name;
  const where = `After ${thousands(now.endStep)} steps`;
  return write(best.value) === write(now.mean25)
    ? `${where} this run and ${who} stand level at [b:${write(now.mean25)}].`
    : `${where} this run stands at [b:${write(now.mean25)}], ${who} stood at [b:${write(best.value)}].`;
}
