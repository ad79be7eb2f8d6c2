import { range } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import type { Point } from '../../charts/decimate.ts';
import { dimensions } from '../../charts/dimension.ts';
import { dots } from '../../charts/dots.ts';
import { fixed, signed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import type { Interpolant } from '../../exact/interpolant.ts';
import { END, KNOTS, LIMIT, readHeights } from './heights.ts';
import type { Layout } from './layout.ts';
import type { Quantities } from './quantities.ts';

const PIECES = 120;

/** The true Q and the learned one, the policy's way along the learned one, and how far apart they are where it ends. */
export function drawCurves(svg: SVGSVGElement, layout: Layout, quantities: Quantities): void {
  const { u, em, x, y, left, right } = layout;
  const { state, truth, learned, start, end, slopeOfQ, best } = quantities;
  axisY(layer(svg, 'axis-q'), y, left, { ticks: [-3, 0, 3], line: [y(-END), y(END)] });
  axisX(layer(svg, 'axis-a'), x, y(-END), { ticks: [-2, -1, 0, 1, 2], format: () => '', line: [left, right] });
  segments(layer(svg, 'best'), [
    { x1: x(best.action), y1: y(best.value), x2: x(best.action), y2: y(-END), class: 'gr' },
    {
      x1: x(end.action),
      y1: Math.min(y(end.believed), y(end.real)),
      x2: x(end.action),
      y2: y(-END),
      class: 'thin s-new',
      style: FAINT,
    },
  ]);
  const curve = ({ value }: Interpolant) =>
    pathOf(
      range(PIECES + 1).map((i): Point => {
        const action = -LIMIT + (2 * LIMIT * i) / PIECES;
        return [x(action), clamped(layout, value(action))];
      }),
    );
  paths(layer(svg, 'curves'), [
    { d: curve(truth), class: 'data s-ink' },
    { d: curve(learned), class: 'data s-ink dash', style: `stroke-width:${1.75 * u}` },
  ]);
  const other = state.edit === 'learned' ? state.truth : state.learned;
  dots(layer(svg, 'points'), [
    ...readHeights(other).map((height, i) => ({ x: x(KNOTS[i]!), y: y(height), r: 2 * u, class: 'f-ink' })),
    { x: x(start.action), y: clamped(layout, start.believed), r: 4.5 * u, class: 'f-old' },
  ]);
  drawSlope(svg, layout, start.action, start.believed, slopeOfQ);
  const apart = Math.abs(y(end.believed) - y(end.real)) > 6 * u;
  dimensions(
    layer(svg, 'error'),
    apart
      ? [
          {
            from: [x(end.action), y(end.real)],
            to: [x(end.action), clamped(layout, end.believed)],
            stroke: 's-ink',
            fill: 'f-ink',
            width: 1.5 * u,
          },
        ]
      : [],
  );
  const beside = end.action > 0.4 ? -1 : 1;
  labels(layer(svg, 'words'), [
    ...names(layout, quantities),
    {
      x: x(end.action) + beside * 9 * u,
      y: (y(end.real) + clamped(layout, end.believed)) / 2 + em * 0.35,
      text: apart ? `error ${signed(end.believed - end.real)}` : '',
      anchor: beside < 0 ? 'end' : 'start',
      class: 'halo t-ink',
    },
    { x: x(best.action), y: y(-END) - em * 0.5, text: 'best', anchor: 'middle', class: 'halo' },
    { x: right + 8 * u, y: y(-END) + em * 0.35, text: '*a*', class: 'lbl' },
    { x: left - 30 * u, y: em, text: 'What an action is worth', class: 'strong' },
  ]);
}

const FAINT = 'opacity:.5';
const clamped = ({ y }: Layout, value: number): number => Math.max(y(END + 0.35), Math.min(y(-END), y(value)));

/** Each curve by name at the end where they are farther apart. */
function names(layout: Layout, { truth, learned }: Quantities): Label[] {
  const { x, em, right, u } = layout;
  const [a, b] = [clamped(layout, truth.value(LIMIT)), clamped(layout, learned.value(LIMIT))];
  const push = Math.abs(a - b) < em * 1.3 ? (em * 1.3 - Math.abs(a - b)) / 2 : 0;
  const up = a <= b ? 1 : -1;
  const at = Math.max(x(LIMIT), right) + 8 * u;
  return [
    { x: at, y: a - up * push + em * 0.35, text: 'true *Q*', class: 'halo t-ink' },
    { x: at, y: b + up * push + em * 0.35, text: '*Q*_{φ}', class: 'halo t-ink' },
  ];
}

/** dQ_φ/da where the ascent begins: a piece of its tangent, pointing uphill. */
function drawSlope(svg: SVGSVGElement, { x, y, em }: Layout, action: number, value: number, slope: number): void {
  const run = x(1) - x(0);
  const rise = y(slope) - y(0);
  const length = em * 4.2;
  const norm = Math.hypot(run, rise);
  const side = slope >= 0 ? 1 : -1;
  const [dx, dy] = [(side * length * run) / norm, (side * length * rise) / norm];
  dimensions(layer(svg, 'slope'), [
    {
      from: [x(action), y(value)],
      to: [x(action) + dx, y(value) + dy],
      stroke: 's-euclid',
      fill: 'f-euclid',
      open: true,
    },
  ]);
  const isRight = action > 0.9;
  labels(layer(svg, 'slope-words'), [
    {
      x: x(action) + (isRight ? -0.7 : 0.7) * em,
      y: y(-END) - em * 1.9,
      text: `d*Q*_{φ}/d*a* = ${fixed(slope)}`,
      anchor: isRight ? 'end' : 'start',
      class: 'halo t-euclid',
    },
  ]);
}
