import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import { growingEnd } from '../../charts/ticks.ts';
import type { MetricLog } from '../../state/metric-log.ts';
import { type Bucket, bucketMax, usualTop } from './buckets.ts';

export interface TimelineInput {
  readonly log: MetricLog;
  readonly algo: string;
  /** PPO's early stop; 0 is none. */
  readonly targetKl: number;
  readonly lookingBackAt: number | null;
  /** Null is live. */
  readonly onLookBack: (iteration: number | null) => void;
  /** The iteration under the pointer; kept here between redraws. */
  readonly reading: { iteration: number | null };
}

/** What the bars measure: KL where the algorithm reports it, else the length of the step in parameter space. */
export interface Measure {
  readonly key: 'kl' | 'stepNorm';
  readonly name: string;
  /** As short as it stands beside a value. */
  readonly unit: string;
  readonly colour: 'kl' | 'euclid';
}

const KL: Measure = { key: 'kl', name: 'KL(*π*_{old} ‖ *π*_{new})', unit: 'KL', colour: 'kl' };
const STEP: Measure = { key: 'stepNorm', name: '‖Δ*θ*‖ of each update', unit: '‖Δ*θ*‖', colour: 'euclid' };

export interface TimelineView extends TimelineInput {
  readonly measure: Measure;
  readonly buckets: readonly Bucket[];
  /** The newest iteration. */
  readonly newest: number;
  readonly x: ScaleLinear<number, number>;
  /** Not clamped: a bar beyond `top` of the scale is the drawing's business. */
  readonly y: ScaleLinear<number, number>;
  readonly limit: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly barWidth: number;
  readonly narrow: boolean;
}

/** Iterations that the axis spans at least, so that a run's first bars do not shrink at each step. */
const LEAST_SPAN = 20;

export function timelineView({ width, height, u, em }: Frame, input: TimelineInput): TimelineView {
  const { log, targetKl } = input;
  const narrow = width < 500 * u;
  const left = (narrow ? 4 : 150) * u;
  const right = width - (narrow ? 34 : 60) * u;
  const bottom = height - em - (narrow ? 8 : 14) * u;
  const top = (narrow ? 6 : 12) * u;
  const newest = log.iterations.at(-1)?.iteration ?? 0;
  const end = Math.max(LEAST_SPAN, newest);
  const measure = log.iterations.at(-1)?.metrics.kl === undefined && newest > 0 ? STEP : KL;
  const values = log.iterations.map(({ iteration, metrics }) => ({
    iteration,
    value: metrics[measure.key] ?? Number.NaN,
  }));
  const buckets = bucketMax(values, end, (right - left) / (3 * u));
  const stretch = Math.max(1, (buckets[0]?.to ?? 1) - (buckets[0]?.from ?? 1) + 1);
  const aimed = measure.key === 'kl' && targetKl > 0;
  // in millionths, so that the scale rests at round numbers
  const limit = aimed ? targetKl * 2.4 : growingEnd(usualTop(buckets.map(({ value }) => value)) * 1e6) / 1e6;
  return {
    ...input,
    measure,
    buckets,
    newest,
    x: scaleLinear([0, end], [left, right]),
    y: scaleLinear([0, limit], [bottom, top]),
    limit,
    left,
    right,
    top,
    bottom,
    barWidth: Math.max(2 * u, Math.min(14 * u, ((right - left) / end) * stretch * 0.34)),
    narrow,
  };
}
