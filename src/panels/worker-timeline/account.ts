import { fixed, percent } from '../../charts/format.ts';
import type { WorkerTimeline } from '../../engine/run-events.ts';
import type { Judgement } from '../panel.ts';

export interface Account {
  readonly updates: number;
  readonly meanStaleness: number;
  readonly greatestStaleness: number;
  /** Part of the workers' time in which they wait. */
  readonly waiting: number;
}

export function accountOf({ segments, updates }: WorkerTimeline): Account {
  const lasted = (kinds: readonly string[]) =>
    segments.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { from, to }) => sum + to - from, 0);
  const staleness = updates.map((update) => update.staleness);
  const all = lasted(['acting', 'computing', 'waiting', 'applying']);
  return {
    updates: updates.length,
    meanStaleness: staleness.reduce((sum, value) => sum + value, 0) / Math.max(1, staleness.length),
    greatestStaleness: Math.max(0, ...staleness),
    waiting: all > 0 ? lasted(['waiting']) / all : 0,
  };
}

/** What asynchrony costs and saves, in this iteration. */
export function judge(timeline: WorkerTimeline): Judgement {
  const { updates, meanStaleness, greatestStaleness, waiting } = accountOf(timeline);
  const { workers } = timeline;
  const waited = `workers wait ${percent(waiting)} of their time`;
  if (updates === 0) return { level: 0, text: `No gradient has come in yet; ${waited}.` };
  if (greatestStaleness === 0) return { level: 0, text: `In step: every gradient is of the present *θ*; ${waited}.` };
  const level = meanStaleness <= workers ? 1 : 2;
  const gradients = updates === 1 ? 'gradient' : `[b:${updates}] gradients`;
  return {
    level,
    text: `Nobody waits for the others: the ${gradients} of this iteration ${updates === 1 ? 'is' : 'are'} [b:${fixed(meanStaleness, 1)}] updates old on average, the stalest ${greatestStaleness}. For *θ* itself ${waited}.`,
  };
}
