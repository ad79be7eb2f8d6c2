import { range } from 'd3';
import { axisX } from '../../../charts/axis.ts';
import { type Dot, dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, thousands } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { segments } from '../../../charts/segments.ts';
import { density } from '../../../exact/gaussian.ts';
import type { Quantities } from '../quantities.ts';
import { A_END, type Layout } from './layout.ts';

/** One dot a batch; the first batch, whose trajectories are drawn on the right, stands out. */
export function drawEstimates(
  { svg, u, em }: Frame,
  layout: Layout,
  { ordinary, weighted, ordinaryError, weightedError, after }: Quantities,
): void {
  const { a, p, ordinaryRow, weightedRow, foot, left, right, narrow } = layout;
  const rows = [
    { name: 'ordinary', estimates: ordinary, error: ordinaryError, y: ordinaryRow },
    { name: 'weighted', estimates: weighted, error: weightedError, y: weightedRow },
  ];
  const marks: Dot[] = [];
  const words: Label[] = [];
  for (const { name, estimates, error, y } of rows) {
    const inside = Array.from(estimates, (value, i) => ({ value, i })).filter(({ value }) => Math.abs(value) <= A_END);
    for (const { value, i } of inside)
      marks.push({
        x: a(value),
        y: y + em * 0.85 * (((i * 0.618034) % 1) * 2 - 1),
        r: (i === 0 ? 4 : 2.4) * u,
        class: 'f-ink',
        style: i === 0 ? '' : 'opacity:.4',
      });
    words.push(
      { x: left, y: y + em * 0.35, text: name, class: 'lbl halo' },
      {
        x: right,
        y: y + em * 0.35,
        text: `${narrow ? '±' : 'off by'} ${error < 1000 ? fixed(error) : byMagnitude(error)}`,
        anchor: 'end',
        class: 'halo t-ink',
      },
    );
    const beyond = estimates.length - inside.length;
    if (beyond > 0)
      words.push({ x: right, y: y + em * 1.5, text: `${thousands(beyond)} beyond →`, anchor: 'end', class: 'halo' });
  }
  segments(layer(svg, 'truth'), [
    {
      x1: a(after.mean),
      y1: p(density(after, after.mean)),
      x2: a(after.mean),
      y2: foot,
      class: 'thin s-new',
      style: `stroke-width:${1.5 * u}`,
    },
  ]);
  dots(layer(svg, 'estimates'), marks);
  axisX(layer(svg, 'axis'), a, foot, {
    ticks: range(-4, 4, narrow ? 4 : 2),
    format: (tick) => fixed(tick, 0),
    line: [left, right],
  });
  labels(layer(svg, 'estimate-words'), [
    ...words,
    {
      x: left,
      y: p(0) + em * 1.4,
      text: narrow ? 'mean action, from 40 batches' : 'mean action under *π*_{new}, as 40 batches estimate it',
      class: 'lbl halo',
    },
    { x: right, y: foot + em * 1.05 + 4 * u, text: '*a*', anchor: 'end', class: 'lbl halo' },
  ]);
}
