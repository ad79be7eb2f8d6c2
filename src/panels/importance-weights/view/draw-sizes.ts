import type { ScaleLinear } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { type Segment, segments } from '../../../charts/segments.ts';
import type { Quantities } from '../quantities.ts';
import { LONGEST } from '../spec.ts';
import { BATCH } from '../trajectories.ts';

/** KL a step of the faint lines below, for policies of the same width. */
const GHOSTS = [0.001, 0.01, 0.1, 1] as const;

/** What is still told apart below: a part of the batch, or of very many. */
export const LEAST = 1e-3;

export function drawSizes(
  { svg, u, em, width }: Frame,
  quantities: Quantities,
  t: ScaleLinear<number, number>,
  size: ScaleLinear<number, number>,
  foot: number,
): void {
  const { sizes, square, size: measured, fraction, state, tooWide } = quantities;
  const [left, right] = t.range() as [number, number];
  const ceiling = size(0);
  const y = (part: number) => size(Math.log10(Math.max(1e-300, part)));
  const clipped = (points: readonly Point[]) =>
    clipLine(points, ceiling - 1, foot)
      .map(pathOf)
      .join('');
  const falling = (perStep: number) =>
    clipped([
      [t(0), ceiling],
      [t(LONGEST), size((-LONGEST * perStep) / Math.LN10)],
    ]);
  paths(layer(svg, 'sizes'), [
    ...GHOSTS.map((kl) => ({ d: falling(2 * kl), class: 'thin s-kl', style: 'opacity:.4' })),
    { d: falling(Math.min(1e9, Math.log(square))), class: 'data s-ink' },
    { d: clipped(Array.from(sizes, (worth, step): Point => [t(step), y(worth / BATCH)])), class: 'data s-old' },
  ]);
  const lines: Segment[] = [{ x1: left, y1: y(1 / BATCH), x2: right, y2: y(1 / BATCH), class: 'gr' }];
  segments(layer(svg, 'least'), lines);
  dots(layer(svg, 'now'), [
    { x: t(state.horizon), y: y(measured / BATCH), r: 4 * u, class: 'f-old' },
    ...(fraction >= LEAST
      ? [{ x: t(state.horizon), y: y(fraction), r: 3.5 * u, class: 'f-paper s-ink', style: `stroke-width:${1.5 * u}` }]
      : []),
  ]);
  axisX(layer(svg, 't-axis'), t, foot, { ticks: [0, 50, 100, 150, 200], line: [left, right] });
  axisY(layer(svg, 'size-axis'), size, left - 6 * u, {
    ticks: [-3, -2, -1, 0],
    format: (log) => (log === 0 ? '1' : log === -1 ? '.1' : log === -2 ? '.01' : '.001'),
    line: [foot, ceiling],
  });
  const ghost = (kl: number): Label => {
    // at the end of its line: on the right, or where it reaches the floor
    const out = Math.min(LONGEST, -Math.log(LEAST) / (2 * kl));
    const part = Math.exp(-2 * kl * out);
    return out >= LONGEST
      ? { x: right + 8 * u, y: y(part) + em * 0.35, text: `KL ${fixed(kl, kl < 0.01 ? 3 : 2)}`, class: 'halo t-kl' }
      : { x: t(out) + 6 * u, y: foot - 6 * u, text: `${kl === 1 ? 'KL ' : ''}${fixed(kl, 1)}`, class: 'halo t-kl' };
  };
  const column = right + 8 * u;
  const [batchAt] = placeLabels([y(sizes[LONGEST]! / BATCH)], em, [ceiling, foot]) as [number];
  const ghosts = GHOSTS.map(ghost);
  // at the right, three lines may end near one another: the batch's own name steps aside
  const taken = ghosts.filter(({ x }) => x === column).map(({ y: at }) => at - em * 0.35);
  const free = [batchAt, batchAt + em * 1.3, batchAt - em * 1.3, batchAt + em * 2.6].find(
    (at) => at > ceiling && at < foot + em * 0.2 && taken.every((other) => Math.abs(other - at) > em * 1.1),
  );
  labels(layer(svg, 'size-words'), [
    {
      x: left,
      y: ceiling - em * 0.9,
      text: width < 440 * u ? 'part that counts' : 'part of the trajectories that counts',
      class: 'lbl halo',
    },
    ...ghosts,
    { x: column, y: (free ?? batchAt) + em * 0.35, text: 'batch', class: 'halo t-old' },
    { x: right + em * 1.4, y: foot + em * 1.05 + 4 * u, text: `*T* = ${state.horizon}`, class: 'lbl t-ink' },
    ...(tooWide
      ? [{ x: left + 8 * u, y: foot - em * 3, text: 'of very many: none', class: 'halo t-ink' }]
      : ownName(quantities, t, y, em, u)),
  ]);
}

/** The line of very many is named beside itself, a third of the way down. */
function ownName(
  { square }: Quantities,
  t: ScaleLinear<number, number>,
  y: (part: number) => number,
  em: number,
  u: number,
): Label[] {
  const perStep = Math.log(square);
  if (!(perStep > 0)) return [];
  const step = Math.min(LONGEST * 0.55, (-Math.log(LEAST) * 0.5) / perStep);
  const [x, at] = [t(step), y(Math.exp(-perStep * step))];
  // below the line where there is room before it: above it runs the batch's
  return x - t(0) > em * 9
    ? [{ x: x - 4 * u, y: at + em * 1.5, text: 'of very many', anchor: 'end', class: 'halo t-ink' }]
    : [{ x: x + 8 * u, y: at - em * 0.25, text: 'of very many', class: 'halo t-ink' }];
}
