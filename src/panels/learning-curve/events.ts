import { median } from 'd3';
import { byMagnitude, fixed, percent, thousands } from '../../charts/format.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import type { RunConfig } from '../../engine/run-spec.ts';
import { tellChanges } from './changes.ts';
import { returnDecimals } from './verdict.ts';

export type CurveEventKind = 'changed' | 'kl-spike' | 'entropy-collapse' | 'line-search-failed' | 'diverged';

/** Something that happened to a run, where it happened. Words in rich-text markup. */
export interface CurveEvent {
  readonly kind: CurveEventKind;
  readonly iteration: number;
  /** What happened, when, what came of it. */
  readonly sentence: string;
  /** The same in as little room as a figure has: one or two lines. */
  readonly brief: readonly string[];
  /** Of several events the greatest is told unasked. */
  readonly weight: number;
}

export interface RunTold {
  readonly iterations: readonly IterationRecord[];
  readonly algo: string;
  readonly config: RunConfig;
  readonly environment: Pick<Environment, 'action' | 'returnRange' | 'successThreshold'>;
  /** The run's own sentence, where it stopped. */
  readonly diverged: string | null;
}

/** A KL counts as a spike from this many times the median of the updates before it … */
const SPIKE = 5;
/** … that many at most, and not before there are some … */
const MEMORY = 20;
const LEAST_MEMORY = 5;
/** … if it is also large in itself, and well past what the algorithm aims at. */
const LEAST_KL = 0.02;
const PAST_TARGET = 3;
/** Updates this close after a spike belong to it. */
const AFTERSHOCK = 5;

/** Entropy has collapsed at this share of what it began with; after that, it has recovered at twice as much. */
const COLLAPSED = 0.1;
const RECOVERED = 2 * COLLAPSED;

/** What came of an event is looked up this many iterations later, and told from this share of the axis on. */
const AFTERWARDS = 10;
const WORTH_TELLING = 0.1;

const WEIGHT: Readonly<Record<CurveEventKind, number>> = {
  diverged: 5,
  changed: 4,
  'entropy-collapse': 3,
  'kl-spike': 2,
  'line-search-failed': 1,
};

/** All events of a run, in the order of their iterations. */
export function findEvents(run: RunTold): readonly CurveEvent[] {
  return [...changes(run), ...klSpikes(run), ...entropyCollapses(run), ...failedSearches(run), ...divergence(run)].sort(
    (a, b) => a.iteration - b.iteration,
  );
}

/** The one event that is annotated unasked: the gravest, and of those the latest. */
export function gravest(events: readonly CurveEvent[]): CurveEvent | null {
  return events.reduce<CurveEvent | null>((told, event) => (told && told.weight > event.weight ? told : event), null);
}

function event(
  kind: CurveEventKind,
  iteration: number,
  sentence: string,
  brief: readonly string[],
  extra = 0,
): CurveEvent {
  return { kind, iteration, sentence, brief, weight: WEIGHT[kind] + extra };
}

function changes(run: RunTold): CurveEvent[] {
  return tellChanges(run.iterations, run.algo).map(({ iteration, undoneAt, step }) => {
    const lasted = undoneAt === null ? 0 : undoneAt - iteration;
    const span = lasted === 1 ? 'for one iteration' : `for ${thousands(lasted)} iterations`;
    const undone = undoneAt === null ? '' : `, ${span}; undone at ${thousands(undoneAt)}`;
    return event(
      'changed',
      iteration,
      `Iteration ${thousands(iteration)}: ${step}, by hand${undone}${aftermath(run, iteration)}.`,
      [`iteration ${thousands(iteration)}: ${step}`, undoneAt === null ? 'by hand' : span],
    );
  });
}

function klSpikes(run: RunTold): CurveEvent[] {
  const { iterations, config } = run;
  const target = Number(config.delta ?? config.targetKl ?? 0);
  const found: CurveEvent[] = [];
  let quietFrom = 0;
  iterations.forEach(({ iteration, metrics }, i) => {
    const kl = metrics.kl ?? Number.NaN;
    if (!(kl >= Math.max(LEAST_KL, PAST_TARGET * target))) return;
    const before = iterations
      .slice(Math.max(0, i - MEMORY), i)
      .flatMap((record) => record.metrics.kl ?? [])
      .filter(Number.isFinite);
    const usual = Math.max(0, median(before) ?? 0);
    if (before.length < LEAST_MEMORY || !(kl >= SPIKE * usual)) return;
    const isAftershock = iteration <= quietFrom;
    quietFrom = iteration + AFTERSHOCK;
    if (isAftershock) return;
    const times = usual > 0 ? `${factor(kl / usual)} times` : 'far past';
    found.push(
      event(
        'kl-spike',
        iteration,
        `Iteration ${thousands(iteration)}: KL(*π*_{old} ‖ *π*_{new}) was ${byMagnitude(kl)}, ${times} the median of the ${before.length} updates before: the policy jumped${aftermath(run, iteration)}.`,
        [`iteration ${thousands(iteration)}: KL ${byMagnitude(kl)}`, `${times} its median`],
        // of two jumps the farther one is the graver, and none outweighs another kind
        0.5 - (0.5 * usual) / kl,
      ),
    );
  });
  return found;
}

function entropyCollapses(run: RunTold): CurveEvent[] {
  const { iterations, environment } = run;
  const { action } = environment;
  const first = iterations.find(({ metrics }) => Number.isFinite(metrics.entropy))?.metrics.entropy;
  if (first === undefined || (action.kind === 'discrete' && first <= 0)) return [];
  // of a Gaussian, entropy is log σ and a constant: what shrinks is the spread of its actions
  const left = (entropy: number) =>
    action.kind === 'discrete' ? entropy / first : Math.exp((entropy - first) / action.size);
  const found: CurveEvent[] = [];
  let armed = true;
  for (const { iteration, metrics, return100 } of iterations) {
    const share = left(metrics.entropy ?? Number.NaN);
    if (share >= RECOVERED) armed = true;
    // a policy that has solved the task may well be sure of itself
    if (!armed || !(share <= COLLAPSED) || return100 === null || return100 >= environment.successThreshold) continue;
    armed = false;
    const what =
      action.kind === 'discrete'
        ? `entropy fell to ${byMagnitude(metrics.entropy!)}, ${part(share)} of what it began with`
        : `the spread of its actions fell to ${part(share)} of what it began with`;
    found.push(
      event(
        'entropy-collapse',
        iteration,
        `Iteration ${thousands(iteration)}: ${what}, at a mean return of ${write(run, return100)}: the policy hardly tries anything else any more.`,
        [`iteration ${thousands(iteration)}: entropy collapsed`, `${part(share)} of it left`],
      ),
    );
  }
  return found;
}

/** Iterations of which the line search accepted no candidate; in a row they are one event. */
function failedSearches({ iterations }: RunTold): CurveEvent[] {
  const found: CurveEvent[] = [];
  for (let i = 0; i < iterations.length; i += 1) {
    const from = i;
    while (iterations[i]?.metrics.lineSearchIndex === -1) i += 1;
    if (i === from) continue;
    const [first, last] = [iterations[from]!.iteration, iterations[i - 1]!.iteration];
    const when =
      first === last ? `Iteration ${thousands(first)}` : `Iterations ${thousands(first)} to ${thousands(last)}`;
    found.push(
      event(
        'line-search-failed',
        first,
        `${when}: the line search accepted no step, and *θ* stayed where it was.`,
        [`iteration ${thousands(first)}: no step accepted`, first === last ? '' : `until ${thousands(last)}`].filter(
          Boolean,
        ),
      ),
    );
  }
  return found;
}

function divergence({ iterations, diverged }: RunTold): CurveEvent[] {
  const last = iterations.at(-1);
  if (diverged === null || !last) return [];
  return [event('diverged', last.iteration, diverged, [`diverged after iteration ${thousands(last.iteration)}`])];
}

/** What became of the mean return, where that is worth telling. */
function aftermath({ iterations, environment, ...run }: RunTold, iteration: number): string {
  const before = iterations.findLast((record) => record.iteration < iteration)?.return100 ?? null;
  const later = iterations.find((record) => record.iteration >= iteration + AFTERWARDS);
  if (before === null || !later || later.return100 === null) return '';
  const [low, high] = environment.returnRange;
  const moved = later.return100 - before;
  if (Math.abs(moved) < WORTH_TELLING * (high - low)) return '';
  const told = { ...run, iterations, environment };
  return `; ${later.iteration - iteration} iterations later the mean of 100 episodes had ${moved < 0 ? 'fallen' : 'risen'} from ${write(told, before)} to ${write(told, later.return100)}`;
}

const write = ({ environment }: RunTold, value: number): string => thousands(value, returnDecimals(environment));

/** A share, its unit never torn from it by the end of a line. */
const part = (share: number): string => (share < 0.005 ? 'less than 1\u00a0%' : percent(share).replace(' ', '\u00a0'));

const factor = (ratio: number): string => (ratio < 10 ? fixed(ratio, 1) : thousands(ratio));
