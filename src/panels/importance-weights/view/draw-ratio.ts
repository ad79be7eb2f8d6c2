import { range } from 'd3';
import { axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import type { Point } from '../../../charts/decimate.ts';
import { type Dot, dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { shortest } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { logProduct } from '../../../exact/importance.ts';
import type { Quantities } from '../quantities.ts';
import { at, BATCH } from '../trajectories.ts';
import { A_END, type Layout, RATIO_END } from './layout.ts';

/** r at a, from its logarithm. */
export const ratioAt = ({ ratio, before }: Quantities, action: number): number => {
  const z = (action - before.mean) / before.sigma;
  return Math.exp(logProduct(ratio, 1, z, z * z));
};

export function drawRatio({ svg, u, em }: Frame, { a, r, left, right, narrow }: Layout, quantities: Quantities): void {
  const { trajectories, before } = quantities;
  const [floor, ceiling] = r.range() as [number, number];
  const curve = range(201).map((i): Point => {
    const action = -A_END + (2 * A_END * i) / 200;
    return [a(action), r(Math.max(1e-30, Math.min(1e30, ratioAt(quantities, action))))];
  });
  const seen: Dot[] = [];
  for (let i = 0; i < BATCH; i++) {
    const action = before.mean + before.sigma * trajectories.sums[at(i, 1)]!;
    const y = r(ratioAt(quantities, action));
    if (Math.abs(action) < A_END && y > ceiling && y < floor)
      seen.push({ x: a(action), y, r: 2.2 * u, class: 'f-old', style: 'opacity:.75' });
  }
  segments(layer(svg, 'one'), [{ x1: left, y1: r(1), x2: right, y2: r(1), class: 'hair' }]);
  paths(layer(svg, 'ratio'), [
    { d: clipLine(curve, ceiling, floor).map(pathOf).join(''), class: 'data s-ink', style: `stroke-width:${1.5 * u}` },
  ]);
  dots(layer(svg, 'first-actions'), seen);
  axisY(layer(svg, 'ratio-axis'), r, left - 6 * u, {
    ticks: [1 / RATIO_END, 1, RATIO_END],
    format: shortest,
    line: [floor, ceiling],
  });
  labels(layer(svg, 'ratio-words'), [
    {
      x: left,
      y: em,
      text: narrow ? '*r* = *π*_{new}/*π*_{old}' : 'ratio *r* = *π*_{new}(*a*)/*π*_{old}(*a*)',
      class: 'lbl',
    },
  ]);
}
