import { range, type ScaleLinear, scaleLinear } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, percent } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { type Segment, segments } from '../../../charts/segments.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { snap } from '../../snap.ts';
import { logWeight, type Quantities } from '../quantities.ts';
import { LONGEST } from '../spec.ts';
import { BATCH } from '../trajectories.ts';
import type { Change } from './draw-policies.ts';

/** KL a step of the faint lines below, for policies of the same width. */
const GHOSTS = [0.001, 0.01, 0.1, 1] as const;

/** What is still told apart below: a part of the batch, or of very many. */
const LEAST = 1e-3;

const decades = (log: number): number => log / Math.LN10;

/** Products of ratios over the steps, and below, on the same axis of time, how many trajectories they leave. */
export function drawProducts(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const { svg, width, height, u, em } = frame;
  const { state } = quantities;
  const [left, right] = [46 * u, width - em * 5.4];
  const t = scaleLinear([0, LONGEST], [left, right]);
  const middle = height * 0.54;
  const foot = height - em * 1.05 - 10 * u;
  const w = productScale(quantities, [middle, em * 1.9]);
  const size = scaleLinear([Math.log10(LEAST), 0], [foot, middle + em * 2.9]);

  segments(layer(svg, 'leader'), [
    { x1: t(state.horizon), y1: em * 1.9, x2: t(state.horizon), y2: foot, class: 'hair' },
  ]);
  drawFan(frame, quantities, t, w);
  drawSizes(frame, quantities, t, size, foot);
  drawReading(frame, quantities, t, w, size, foot, reader);

  const to = (steps: number) => set({ horizon: snap(steps, 1, 1, LONGEST) });
  handles(layer(svg, 'handle'), [
    {
      x: t(state.horizon),
      y: foot,
      fill: 'f-ink',
      grip: 'x',
      label: 'steps of a trajectory, T',
      value: state.horizon,
      min: 1,
      max: LONGEST,
      valueText: `${state.horizon}: ${BATCH} trajectories are worth ${fixed(quantities.size, 1)}`,
      onDrag: (at) => to(t.invert(at)),
      onStep: (dx, dy) => to(state.horizon + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 1 : LONGEST),
    },
  ]);
}

/** Decades of w, as far as the drawn trajectories get, and never less than from a tenth to ten. */
function productScale({ ratio, trajectories }: Quantities, pixels: [number, number]): ScaleLinear<number, number> {
  let [low, high] = [-1, 1];
  for (let i = 0; i < BATCH; i++)
    for (let step = 0; step <= LONGEST; step += 4) {
      const log = decades(logWeight(ratio, trajectories, i, step));
      low = Math.min(low, log);
      high = Math.max(high, log);
    }
  return scaleLinear([low, high], pixels).nice(4);
}

function drawFan(
  { svg, u, em, width }: Frame,
  quantities: Quantities,
  t: ScaleLinear<number, number>,
  w: ScaleLinear<number, number>,
): void {
  const { ratio, trajectories, kl, heaviest, shares, state } = quantities;
  const [floor, ceiling] = w.range() as [number, number];
  const [left, right] = t.range() as [number, number];
  // the scale holds every trajectory, so none needs cutting
  const walk = (trajectory: number, every: number, until: number): string =>
    pathOf(
      range(0, until + 1, every).map((step) => [t(step), w(decades(logWeight(ratio, trajectories, trajectory, step)))]),
    );
  segments(layer(svg, 'one'), [{ x1: left, y1: w(0), x2: right, y2: w(0), class: 'thin s-ink' }]);
  paths(layer(svg, 'fan'), [
    {
      d: range(BATCH)
        .map((i) => walk(i, 4, LONGEST))
        .join(''),
      class: 'thin s-old',
      style: 'opacity:.28',
    },
    { d: walk(heaviest, 1, state.horizon), class: 'data s-old' },
    {
      d: clipLine(
        [
          [t(0), w(0)],
          [t(LONGEST), w(decades(-kl * LONGEST))],
        ],
        ceiling,
        floor,
      )
        .map(pathOf)
        .join(''),
      class: 'data s-kl',
    },
  ]);
  const top = w(decades(logWeight(ratio, trajectories, heaviest, state.horizon)));
  const inSight = top >= ceiling && top <= floor;
  dots(layer(svg, 'heaviest'), inSight ? [{ x: t(state.horizon), y: top, r: 4 * u, class: 'f-old' }] : []);
  axisY(layer(svg, 'w-axis'), w, left - 6 * u, { ticks: decadeTicks(w), format: power, line: [floor, ceiling] });

  const ends = placeLabels(
    [w(0), w(decades(-kl * LONGEST))].map((y) => Math.min(floor, y)),
    em * 2.7,
    [ceiling, floor - em],
  );
  const column = right + 8 * u;
  const before = t(state.horizon) > (left + right) / 2;
  const words: Label[] = [
    { x: left, y: em, text: width < 440 * u ? '*w* = Π *r*' : 'product of ratios, *w* = Π *r*', class: 'lbl' },
    { x: column, y: ends[0]!, text: 'mean', class: 'halo t-ink' },
    { x: column, y: ends[0]! + em * 1.15, text: '1', class: 'halo t-ink', style: 'font-weight:600' },
    { x: column, y: ends[1]!, text: 'typical', class: 'halo t-kl' },
    { x: column, y: ends[1]! + em * 1.3, text: '*e*^{−KL·t}', class: 'halo t-kl' },
  ];
  if (inSight && kl > 0)
    words.push({
      x: t(state.horizon) + (before ? -9 : 9) * u,
      y: Math.max(ceiling + em * 0.5, top - em * 0.5),
      text: `${percent(shares[heaviest]!)} of all weight`,
      anchor: before ? 'end' : 'start',
      class: 'halo t-old',
    });
  labels(layer(svg, 'fan-words'), words);
}

function drawSizes(
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

function drawReading(
  frame: Frame,
  { sizes, square }: Quantities,
  t: ScaleLinear<number, number>,
  w: ScaleLinear<number, number>,
  size: ScaleLinear<number, number>,
  foot: number,
  reader: Reader,
): void {
  const { width, em, u } = frame;
  readAlong(frame, {
    reader,
    label: 'Step to read the figure at',
    x: t,
    top: w.range()[1]!,
    bottom: foot - 14 * u,
    start: 0,
    next: (at, by) => at + by,
    settle: (at) => Math.round(at),
    read(step) {
      const worth = sizes[step]! / BATCH;
      return {
        dots: [{ x: t(step), y: size(Math.log10(worth)), r: 3 * u, class: 'f-old' }],
        words: `*t* ${step}: ${fixed(sizes[step]!, 1)} of ${BATCH}; of very many ${byMagnitude(square ** -step)}`,
      };
    },
    place: { x: width, y: em, anchor: 'end' },
  });
}

/** Whole decades, at most five of them. */
function decadeTicks(w: ScaleLinear<number, number>): number[] {
  const [low, high] = w.domain() as [number, number];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((by) => (high - low) / by <= 6) ?? 5000;
  return range(Math.ceil(low / step) * step, high + 1e-9, step);
}

const power = (exponent: number): string =>
  exponent === 0 ? '1' : exponent === 1 ? '10' : `10^{${fixed(exponent, 0)}}`;
