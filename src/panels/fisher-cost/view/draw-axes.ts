import { axisX, axisY } from '../../../charts/axis.ts';
import { kilo } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { segments } from '../../../charts/segments.ts';
import { COST_LIMITS } from '../../../state/fisher-cost.ts';
import { type Layout, type Quantity, TICKS } from './layout.ts';

/** Both axes with their decades, and the line beyond which no run is tried. */
export function drawAxes(svg: SVGSVGElement, layout: Layout, quantity: Quantity): void {
  const { u, em, narrow, left, right, top, bottom, x, y } = layout;
  const ticks = [...TICKS[quantity].keys()];
  const limit = y(quantity === 'time' ? COST_LIMITS.milliseconds : COST_LIMITS.bytes);
  segments(layer(svg, 'grid'), [
    ...ticks.map((tick) => ({ x1: left, y1: y(tick), x2: right, y2: y(tick), class: 'gr' })),
    { x1: left, y1: limit, x2: right, y2: limit, class: 'hair' },
  ]);
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks,
    format: (tick) => TICKS[quantity].get(tick)!,
    line: [top, bottom],
  });
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: narrow ? [10, 1e3, 1e5] : [10, 100, 1e3, 1e4, 1e5, 1e6],
    format: kilo,
    line: [left, right],
    offset: em * 1.4,
  });
  labels(layer(svg, 'axis-words'), [
    {
      x: left - em * 5.2,
      y: em,
      text: quantity === 'time' ? 'time of one *F*^{−1}*g*' : 'memory of one *F*^{−1}*g*',
      class: 'lbl',
    },
    {
      x: narrow ? right : right + em * 1.5,
      y: bottom + (narrow ? em * 1.4 + 4 * u : em * 0.35),
      text: narrow ? '*n*' : 'parameters *n*',
      anchor: narrow ? 'end' : 'start',
      class: 'lbl',
    },
    {
      x: left + em * 0.6,
      y: limit - em * 0.45,
      text: quantity === 'time' ? 'no run beyond 2 s' : 'no run beyond 1 GB',
      class: 'halo',
    },
  ]);
}
