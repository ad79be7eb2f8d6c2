import { axisX, axisY } from '../../charts/axis.ts';
import type { Point } from '../../charts/decimate.ts';
import { dimensionPaths } from '../../charts/dimension.ts';
import { dotCloud } from '../../charts/dot-cloud.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, fixed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { token } from '../../charts/tokens.ts';
import { ellipse } from '../../exact/symmetric.ts';
import { clipTo } from './clip.ts';
import type { Clouds } from './clouds.ts';
import type { Cell, Layout } from './layout.ts';
import { KINDS, type Kind, type Quality, type Quantities } from './quantities.ts';

/** What each estimator is called, and what it multiplies the score with. */
export const NAMES: Readonly<Record<Kind, { readonly name: string; readonly short: string; readonly judge: string }>> =
  {
    none: { name: 'no baseline', short: 'no baseline', judge: '*G*_{t}' },
    constant: { name: 'a constant', short: 'constant', judge: '*G*_{t} − *b*' },
    state: { name: 'by state', short: 'by state', judge: '*G*_{t} − *b*(*s*_{t})' },
    critic: { name: 'perfect critic', short: 'critic', judge: '*r* + *γV*(*s*′) − *V*(*s*)' },
    wrong: { name: 'wrong critic', short: 'wrong critic', judge: '*r* + *γV̂*(*s*′) − *V̂*(*s*)' },
  };

/** Mahalanobis radius that holds 95 % of a Gaussian cloud in the plane, and on a line. */
const RADIUS = { plane: Math.sqrt(-2 * Math.log(0.05)), line: 1.96 } as const;

/** Five clouds of estimates of ∇U, each with the ellipse that its covariance makes and an arrow to where it scatters about. */
export function drawClouds(frame: Frame, layout: Layout, quantities: Quantities, clouds: Clouds): void {
  const { svg } = frame;
  paintDots(frame, layout, quantities, clouds);
  for (const quality of quantities.qualities) {
    const cell = layout.clouds[quality.kind];
    const group = layer(svg, quality.kind);
    drawGround(group, layout, cell, quantities, quality.kind);
    drawMoments(group, layout, cell, quantities, quality);
    drawWords(group, layout, cell, quality);
  }
}

interface Dot {
  x: number;
  y: number;
}

/** One dot an estimate, moved and not made anew with every pixel of a drag. */
const pool: Dot[] = [];
/** Where no pixel is. */
const AWAY = -1e4;

function paintDots(
  { canvas, width, height, u, theme }: Frame,
  layout: Layout,
  { state }: Quantities,
  clouds: Clouds,
): void {
  if (!canvas) return;
  let used = 0;
  for (const [k, kind] of KINDS.entries()) {
    const { x, y, left, right, top, bottom } = layout.clouds[kind];
    const strip = (bottom - top) * 0.3;
    const estimates = clouds[k]!;
    for (let i = 0; i < estimates.length; i += 2) {
      const px = x(estimates[i]!);
      const py = state.problem === 'bandit' ? (top + bottom) / 2 + strip * estimates[i + 1]! : y(estimates[i + 1]!);
      // what lies outside its cell would land in another estimator's
      const isInside = px > left && px < right && py > top && py < bottom;
      pool[used] ??= { x: 0, y: 0 };
      const dot = pool[used++]!;
      dot.x = isInside ? px : AWAY;
      dot.y = isInside ? py : AWAY;
    }
  }
  const key = `${JSON.stringify(state)} ${theme}`;
  const cloud = { data: pool, x: (dot: Dot) => dot.x, y: (dot: Dot) => dot.y, colour: token('--euclid'), key };
  dotCloud(canvas, { ...cloud, radius: 0.9 * u, opacity: 0.5 }, width, height);
}

function drawGround(
  group: SVGGElement,
  { em, u, reach, narrow }: Layout,
  cell: Cell,
  { gradient, state }: Quantities,
  kind: Kind,
): void {
  const { x, y, left, right, top, bottom } = cell;
  const isLine = state.problem === 'bandit';
  const [gx, gy] = [x(gradient[0]), y(gradient[1])];
  segments(layer(group, 'target'), [
    { x1: gx, y1: top, x2: gx, y2: bottom, class: 'hair' },
    { x1: left, y1: isLine ? bottom : gy, x2: right, y2: isLine ? bottom : gy, class: isLine ? 'gr' : 'hair' },
  ]);
  const first = kind === 'none';
  const span = right - left;
  axisX(layer(group, 'axis-x'), x, bottom, {
    ticks: chooseTicks(x.invert(left), x.invert(right), span, (narrow ? 36 : 76) * u).filter(
      (tick) => x(tick) < right - (first ? (narrow || isLine ? 34 : 64) : 10) * u,
    ),
    line: [left, right],
  });
  axisY(layer(group, 'axis-y'), y, left, {
    ticks:
      isLine || !first
        ? []
        : chooseTicks(gradient[1] - reach, gradient[1] + reach, bottom - top, (narrow ? 36 : 60) * u),
    line: isLine ? null : [bottom, top],
  });
  labels(layer(group, 'axis-words'), [
    {
      x: right,
      y: bottom + em * 1.05 + 4 * u,
      text: first ? (isLine ? '*ĝ*' : narrow ? '*ĝ*_{i}' : '*ĝ* for *θ*_{i}') : '',
      anchor: 'end',
      class: 'lbl halo',
    },
    { x: left + 6 * u, y: top + em * 0.7, text: first && !isLine ? '*ĝ*_{j}' : '', class: 'lbl halo' },
  ]);
}

function drawMoments(
  group: SVGGElement,
  { u }: Layout,
  cell: Cell,
  { gradient, state }: Quantities,
  quality: Quality,
): void {
  const { x, y, left, right, top, bottom } = cell;
  const { mean, covariance, bias } = quality;
  const isLine = state.problem === 'bandit';
  const middle = (top + bottom) / 2;
  const at = ([first, second]: readonly [number, number]): Point => [x(first), isLine ? middle : y(second)];
  const shapes: Path[] = [];
  if (isLine) {
    const reach = RADIUS.line * Math.sqrt(covariance[0]);
    const [low, high] = [Math.max(left, x(mean[0] - reach)), Math.min(right, x(mean[0] + reach))];
    const half = (bottom - top) * 0.36;
    shapes.push({
      d: `M${low} ${middle - half}V${middle + half}M${high} ${middle - half}V${middle + half}`,
      class: 'data s-euclid',
    });
  } else {
    const curve = ellipse(covariance, RADIUS.plane).map(([dx, dy]) => at([mean[0] + dx, mean[1] + dy]));
    shapes.push({ d: `${pathOf(curve)}Z`, class: 'data s-euclid', style: `stroke-width:${1.6 * u}` });
  }
  const isBiased = Math.hypot(x(bias[0]) - x(0), y(bias[1]) - y(0)) > 3 * u && !isLine;
  if (isBiased) shapes.push(...dimensionPaths({ from: at(gradient), to: at(mean), stroke: 's-ink', fill: 'f-ink' }));
  const clipped = layer(group, 'moments');
  clipTo(clipped, `estimator-variance-${quality.kind}`, cell);
  paths(clipped, shapes);
  const inside = isLine || (at(mean)[1] > top && at(mean)[1] < bottom);
  dots(layer(group, 'mean'), inside && !isBiased ? [{ x: at(mean)[0], y: at(mean)[1], r: 3 * u, class: 'f-ink' }] : []);
}

function drawWords(group: SVGGElement, { em, narrow }: Layout, cell: Cell, quality: Quality): void {
  const { left, right, top } = cell;
  const { kind, spread, bias } = quality;
  const { name, judge } = NAMES[kind];
  const line = top - em * 1.75;
  const length = Math.hypot(...bias);
  const words: Label[] = [
    { x: left, y: line, text: name, class: 'strong' },
    { x: right, y: narrow ? -99 : line, text: judge, anchor: 'end', class: 'lbl' },
    { x: left, y: line + em * 1.3, text: `spread ${byMagnitude2(spread)}` },
    {
      x: right,
      y: line + em * 1.3,
      text: length > 5e-4 ? `bias ${byMagnitude2(length)}` : 'bias 0',
      anchor: 'end',
      class: length > 5e-4 ? 't-ink' : '',
    },
  ];
  labels(
    layer(group, 'words'),
    words.filter(({ y }) => y > 0),
  );
}

/** Three decimals where there is little, two where there is more. */
const byMagnitude2 = (value: number): string =>
  value < 1 ? fixed(value, 3) : value < 100 ? fixed(value, 2) : byMagnitude(value);
