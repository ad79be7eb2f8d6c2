import { range, scaleLinear, scaleLog } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed, signed, thousands } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { segments } from '../../../charts/segments.ts';
import { chooseTicks } from '../../../charts/ticks.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { snap } from '../../snap.ts';
import { estimateOf, type Quantities } from '../quantities.ts';
import { MOST_SAMPLES } from '../spec.ts';
import type { Change } from './draw.ts';

/** The numbers of samples at which the lines are drawn: dense enough on a logarithmic axis. */
const COUNTS: readonly number[] = [...new Set(range(261).map((i) => Math.round(MOST_SAMPLES ** (i / 260))))];

/** The running estimate with its 95 % band, closing in on the exact gradient as samples arrive. */
export function drawEstimate(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const { svg, width, height, u, em } = frame;
  const { state, gradient, variance, means, bands } = quantities;
  const { mean, band } = estimateOf(quantities);
  const [left, right] = [40 * u, width - em * 7.2];
  const [top, bottom] = [em * 1.9, height - em * 1.05 - 10 * u];
  const x = scaleLog([1, MOST_SAMPLES], [left, right]);
  // what four samples may be off; zero is in sight, for the sign is half of what one wants to know
  const reach = Math.max(0.05, 1.1 * Math.sqrt(variance));
  const y = scaleLinear([Math.min(0, gradient - reach), Math.max(0, gradient + reach)], [bottom, top]).nice();
  const seen = COUNTS.filter((n) => n <= state.samples);
  if (seen.at(-1) !== state.samples) seen.push(state.samples);
  const inside = (value: number) => Math.max(top, Math.min(bottom, y(value)));
  const line = (value: (n: number) => number, counts: readonly number[]) =>
    clipLine(
      counts.map((n): Point => [x(n), y(value(n))]),
      top,
      bottom,
    )
      .map(pathOf)
      .join('');
  const [low, high] = y.domain() as [number, number];

  segments(layer(svg, 'ground'), [
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' },
    { x1: left, y1: y(gradient), x2: right, y2: y(gradient), class: 'thin s-ink', style: `stroke-width:${1.5 * u}` },
  ]);
  const banded = seen.filter((n) => n > 1);
  paths(layer(svg, 'lines'), [
    {
      d: `${pathOf([
        ...banded.map((n): Point => [x(n), inside(means[n - 1]! + bands[n - 1]!)]),
        ...banded.toReversed().map((n): Point => [x(n), inside(means[n - 1]! - bands[n - 1]!)]),
      ])}${banded.length > 0 ? 'Z' : ''}`,
      class: 'w-euclid',
    },
    ...[1.96, -1.96].map((z) => ({
      d: line((n) => gradient + z * Math.sqrt(variance / n), COUNTS),
      class: 'thin s-ink dash',
      style: 'opacity:.45',
    })),
    { d: line((n) => means[n - 1]!, seen), class: 'data s-euclid' },
  ]);
  axisY(layer(svg, 'y-axis'), y, left - 6 * u, {
    ticks: chooseTicks(low, high, bottom - top, 56 * u),
    line: [bottom, top],
  });
  axisX(layer(svg, 'x-axis'), x, bottom, {
    ticks: [1, 10, 100, 1000],
    format: (tick) => thousands(tick),
    line: [left, right],
  });

  const [exactAt, estimateAt] = placeLabels([y(gradient), inside(mean)], em * 2.5, [top + em, bottom - em]) as [
    number,
    number,
  ];
  const column = right + 10 * u;
  labels(layer(svg, 'words'), [
    {
      x: left,
      y: em,
      text: `gradient, ∂/∂${state.policy === 'gaussian' ? '*μ*' : `*θ*_{${state.action}}`}`,
      class: 'lbl halo',
    },
    { x: column, y: exactAt, text: 'exactly', class: 'halo t-ink' },
    { x: column, y: exactAt + em * 1.15, text: signed(gradient, 3), class: 'halo t-ink', style: 'font-weight:600' },
    { x: column, y: estimateAt, text: 'estimate', class: 'halo t-euclid' },
    { x: column, y: estimateAt + em * 1.15, text: signed(mean, 3), class: 'halo t-euclid', style: 'font-weight:600' },
    { x: column, y: bottom + em * 1.05 + 4 * u, text: 'samples *N*', class: 'lbl' },
  ]);

  readAlong(frame, {
    reader,
    label: 'Number of samples to read the estimate at',
    x,
    top,
    bottom,
    start: state.samples,
    next: (at, by) => at + by,
    settle: (at) => Math.min(state.samples, Math.max(1, Math.round(at))),
    read: (n) => ({
      dots: [{ x: x(n), y: inside(means[n - 1]!), r: 3 * u, class: 'f-euclid' }],
      words: `${thousands(n)}: ${signed(means[n - 1]!)}${n > 1 ? ` ± ${fixed(bands[n - 1]!)}` : ''}`,
    }),
    place: { x: width, y: em, anchor: 'end' },
  });
  const to = (n: number) => set({ samples: snap(n, 1, 1, MOST_SAMPLES) });
  handles(layer(svg, 'handle'), [
    {
      x: x(state.samples),
      y: inside(mean),
      fill: 'f-euclid',
      grip: 'x',
      label: 'samples that have arrived, N',
      value: state.samples,
      min: 1,
      max: MOST_SAMPLES,
      valueText: `${state.samples}: estimate ${signed(mean)}${state.samples > 1 ? `, give or take ${fixed(band)}` : ''}`,
      onDrag: (at) => to(x.invert(Math.max(left, Math.min(right, at)))),
      onStep: (dx, dy) => to(state.samples + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 1 : MOST_SAMPLES),
    },
  ]);
}
