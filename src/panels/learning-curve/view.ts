import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import { thousands } from '../../charts/format.ts';
import { growingEnd } from '../../charts/ticks.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import type { LoggedEpisode, MetricLog } from '../../state/metric-log.ts';
import type { Clock } from './spec.ts';
import { returnDecimals } from './verdict.ts';

/** What the figure shows, apart from the log itself. */
export interface CurveInput {
  readonly log: MetricLog;
  readonly environment: Environment;
  readonly algo: string;
  readonly clock: Clock;
  /** Where the run will end, in steps: the axis never promises more. */
  readonly totalSteps: number;
  readonly lookingBackAt: number | null;
  /** Whether a run is under way that has not ended an episode yet. */
  readonly running: boolean;
  /** The episode being read by pointer or keys; kept here between redraws. */
  readonly reading: { episode: LoggedEpisode | null };
}

/** Where things stand in the figure: all in CSS px. */
export interface CurveView extends CurveInput {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly narrow: boolean;
  readonly write: (value: number) => string;
  /** Where the names of the lines begin; and whether the threshold's own stands clear of them, at its line's end. */
  readonly namesX: number;
  readonly namesApart: boolean;
  /** Horizontal place of an episode, and of an iteration's end. */
  readonly episodeX: (episode: LoggedEpisode) => number;
  readonly iterationX: (record: IterationRecord) => number;
  /** Vertical place of a return; beyond the axis it stands at its end. */
  readonly returnY: (value: number) => number;
}

/** The least span of each clock that is worth an axis. */
const LEAST: Readonly<Record<Clock, number>> = { steps: 200, updates: 10, seconds: 5 };

export const iterationClock = (record: IterationRecord, clock: Clock): number => record[clock];
export const episodeClock = (episode: LoggedEpisode, clock: Clock): number =>
  clock === 'steps' ? episode.endStep : episode[clock];

export function curveView({ width, height, u, em }: Frame, input: CurveInput): CurveView {
  const { clock, environment, log } = input;
  const narrow = width < 460 * u;
  const [low, high] = environment.returnRange;
  const decimals = returnDecimals(environment);
  const write = (value: number) => thousands(value, decimals);
  const digits = Math.max(...[low, high].map((end) => write(end).length));
  const left = Math.round(digits * em * 0.56 + 14 * u);
  const right = width - Math.max((narrow ? 92 : 124) * u, (narrow ? 7.7 : 10.4) * em);
  const top = 12 * u;
  const bottom = height - em - 10 * u;

  const latest = log.iterations.at(-1);
  const reached = latest ? iterationClock(latest, clock) : 0;
  const grown = growingEnd(reached, LEAST[clock]);
  const end = clock === 'steps' ? Math.max(reached, Math.min(grown, input.totalSteps)) : grown;
  const x = scaleLinear([0, end || 1], [left, right]);
  const namesX = x(reached) + 10 * u;
  const y = scaleLinear([low, high], [bottom, top]).clamp(true);
  return {
    ...input,
    x,
    y,
    left,
    right,
    top,
    bottom,
    narrow,
    write,
    namesX,
    namesApart: namesX + 118 * u < right + 6 * u,
    episodeX: (episode) => x(episodeClock(episode, clock)),
    iterationX: (record) => x(iterationClock(record, clock)),
    returnY: y,
  };
}

/** Where iteration `record` began: the end of the one before it. */
export function iterationStartX(view: CurveView, record: IterationRecord): number {
  const before = view.log.iterations.findLast(({ iteration }) => iteration < record.iteration);
  return before ? view.iterationX(before) : view.x(0);
}
