import type { ScaleContinuousNumeric } from 'd3';
import { fixed } from './format.ts';
import { type Label, labels } from './labels.ts';
import { type Segment, segments } from './segments.ts';
import { px } from './tokens.ts';

type Scale = ScaleContinuousNumeric<number, number>;

export interface AxisOptions {
  readonly ticks: readonly number[];
  readonly format?: (value: number) => string;
  /** Length of a tick, in units. */
  readonly length?: number;
  /** From the end of a tick to the baseline of its number, in px. */
  readonly offset?: number;
  /** The axis' own line, from and to in px along it; null draws ticks only. */
  readonly line: readonly [number, number] | null;
  /** Another stroke than the axis' own. */
  readonly class?: string;
}

/** A horizontal axis at y: ticks below, numbers centred under them. */
export function axisX(group: SVGGElement, scale: Scale, y: number, options: AxisOptions): void {
  const { ticks, format = defaultFormat(ticks), line, class: stroke = 'ax' } = options;
  const length = (options.length ?? 4) * px('--u');
  const baseline = y + length + (options.offset ?? px('--fs-tick') * 1.05);
  const lines: Segment[] = ticks.map((tick) => {
    const x = scale(tick);
    return { x1: x, y1: y, x2: x, y2: y + length, class: stroke };
  });
  if (line) lines.push({ x1: line[0], y1: y, x2: line[1], y2: y, class: stroke });
  segments(group, lines);
  labels(
    group,
    ticks.map((tick): Label => ({ x: scale(tick), y: baseline, text: format(tick), anchor: 'middle' })),
  );
}

/** A vertical axis at x: ticks to the left, numbers right-aligned beside them. */
export function axisY(group: SVGGElement, scale: Scale, x: number, options: AxisOptions): void {
  const { ticks, format = defaultFormat(ticks), line, class: stroke = 'ax' } = options;
  const length = (options.length ?? 4) * px('--u');
  const drop = px('--fs-tick') * 0.35;
  const lines: Segment[] = ticks.map((tick) => {
    const y = scale(tick);
    return { x1: x - length, y1: y, x2: x, y2: y, class: stroke };
  });
  if (line) lines.push({ x1: x, y1: line[0], x2: x, y2: line[1], class: stroke });
  segments(group, lines);
  labels(
    group,
    ticks.map((tick): Label => ({ x: x - length * 2, y: scale(tick) + drop, text: format(tick), anchor: 'end' })),
  );
}

/** As many decimals as tell the ticks apart. */
function defaultFormat(ticks: readonly number[]): (value: number) => string {
  const step = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 1;
  const decimals = step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step) - 1e-9));
  return (value) => fixed(value, decimals);
}
