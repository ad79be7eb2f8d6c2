import { type ScaleLinear, scaleLinear } from 'd3';
import type { Room } from '../../charts/clip.ts';
import type { Frame } from '../../charts/figure.ts';
import { thousands } from '../../charts/format.ts';
import { growingEnd } from '../../charts/ticks.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import type { LoggedEpisode, MetricLog } from '../../state/metric-log.ts';
import type { CurvePoint } from '../../state/pinned-runs.ts';
import type { Company } from './company.ts';
import type { CurveEvent } from './events.ts';
import type { Clock } from './spec.ts';
import { returnDecimals } from './verdict.ts';
import { shownRange, type Zoom } from './zoom.ts';

/** What the figure shows, apart from the log itself. */
export interface CurveInput {
  readonly log: MetricLog;
  readonly environment: Environment;
  readonly algo: string;
  readonly seed: number;
  readonly clock: Clock;
  /** Where the run will end, in steps: the axis never promises more. */
  readonly totalSteps: number;
  readonly lookingBackAt: number | null;
  /** Whether a run is under way that has not ended an episode yet. */
  readonly running: boolean;
  readonly company: Company;
  readonly events: readonly CurveEvent[];
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  /** What pointer or keys are at; kept here between redraws. */
  readonly touch: CurveTouch;
}

export interface CurveTouch {
  /** The episode being read. */
  episode: LoggedEpisode | null;
  /** The event being read, by its iteration and kind. */
  event: Pick<CurveEvent, 'iteration' | 'kind'> | null;
  /** The stretch of the axis under a drag, in px. */
  brush: readonly [number, number] | null;
}

/** Where things stand in the figure: all in CSS px. */
export interface CurveView extends CurveInput {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Where the axis ends when all of it is shown. */
  readonly end: number;
  readonly zoomed: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Of what is drawn by the clock, no more than this is seen. */
  readonly room: Room;
  readonly narrow: boolean;
  readonly write: (value: number) => string;
  /** Where the names of the lines begin; and whether the threshold's own stands clear of them, at its line's end. */
  readonly namesX: number;
  readonly namesApart: boolean;
  /** Horizontal place of an episode, of an iteration's end, and of a point of a pinned run. */
  readonly episodeX: (episode: LoggedEpisode) => number;
  readonly iterationX: (record: IterationRecord) => number;
  readonly pointX: (point: CurvePoint) => number;
  /** Vertical place of a return; beyond the axis it stands at its end. */
  readonly returnY: (value: number) => number;
}

/** The least span of each clock that is worth an axis. */
const LEAST: Readonly<Record<Clock, number>> = { steps: 200, updates: 10, seconds: 5 };

export const iterationClock = (record: IterationRecord, clock: Clock): number => record[clock];
export const episodeClock = (episode: LoggedEpisode, clock: Clock): number =>
  clock === 'steps' ? episode.endStep : episode[clock];

/** Whose runs the figure shows. */
export const algorithmsOf = ({ algo, company }: Pick<CurveInput, 'algo' | 'company'>): readonly string[] => [
  algo,
  ...company.families.map((family) => family.algo),
];

export function curveView({ width, height, u, em }: Frame, input: CurveInput): CurveView {
  const { clock, environment, log, company, zoom } = input;
  const narrow = width < 460 * u;
  const [low, high] = environment.returnRange;
  const decimals = returnDecimals(environment);
  const write = (value: number) => thousands(value, decimals);
  const digits = Math.max(...[low, high].map((end) => write(end).length));
  const left = Math.round(digits * em * 0.56 + 14 * u);
  const alone = company.families.length === 0;
  const ends = narrow ? 92 : alone ? 124 : 156;
  const right = width - Math.max(ends * u, (ends / 12) * em);
  const top = em * 0.85 + 10 * u;
  const bottom = height - em - 10 * u;

  const latest = log.iterations.at(-1);
  const pinnedEnds = company.families.flatMap(({ members }) => members.map(({ curve }) => curve.at(-1)![clock]));
  const reached = Math.max(0, latest ? iterationClock(latest, clock) : 0, ...pinnedEnds);
  const grown = growingEnd(reached, LEAST[clock]);
  const end = (clock === 'steps' ? Math.max(reached, Math.min(grown, input.totalSteps)) : grown) || 1;
  const domain = shownRange(zoom, end);
  const zoomed = domain[0] !== 0 || domain[1] !== end;
  const x = scaleLinear(domain, [left, right]);
  const namesX = Math.max(left, Math.min(right, x(reached))) + 10 * u;
  const y = scaleLinear([low, high], [bottom, top]).clamp(true);
  return {
    ...input,
    x,
    y,
    end,
    zoomed,
    left,
    right,
    top,
    bottom,
    room: { x: left - 4 * u, y: top - 8 * u, width: right - left + 8 * u, height: bottom - top + 16 * u },
    narrow,
    write,
    namesX,
    namesApart: namesX + (ends - 6) * u < right + 6 * u,
    episodeX: (episode) => x(episodeClock(episode, clock)),
    iterationX: (record) => x(iterationClock(record, clock)),
    pointX: (point) => x(point[clock]),
    returnY: y,
  };
}

/** Where iteration `iteration` began: the end of the one before it. */
export function iterationStartX(view: CurveView, iteration: number): number {
  const before = view.log.iterations.findLast((record) => record.iteration < iteration);
  return before ? view.iterationX(before) : view.x(0);
}

/** Whether a place lies in what is shown of the axis, to a px. */
export const inSight = ({ left, right }: Pick<CurveView, 'left' | 'right'>, x: number): boolean =>
  x >= left - 1 && x <= right + 1;
