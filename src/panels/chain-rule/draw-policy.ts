import { range } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import type { Point } from '../../charts/decimate.ts';
import { dimensions } from '../../charts/dimension.ts';
import { dots } from '../../charts/dots.ts';
import { fixed, signed } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { actionOf } from '../../exact/deterministic-policy.ts';
import { LIMIT } from './heights.ts';
import { type Layout, THETAS } from './layout.ts';
import type { Quantities } from './quantities.ts';

/** a = π_θ: the action along the shared axis, θ upwards; the steps taken in θ, and where they lead in a. */
export function drawPolicy(svg: SVGSVGElement, layout: Layout, quantities: Quantities): void {
  const { u, em, narrow, x, y, theta, left, right } = layout;
  const { state, standings, start, end, slopeOfPolicy } = quantities;
  const foot = theta(THETAS[0]);
  axisY(layer(svg, 'axis-theta'), theta, left, { ticks: [-3, 0, 3], line: [foot, theta(THETAS[1])] });
  axisX(layer(svg, 'axis-action'), x, foot, { ticks: [-2, -1, 0, 1, 2], line: [left, right] });
  const taken = standings.slice(0, state.steps + 1);
  segments(layer(svg, 'leaders'), [
    { x1: x(start.action), y1: y(start.believed), x2: x(start.action), y2: foot, class: 'thin s-old', style: FAINT },
    { x1: x(end.action), y1: y(-3), x2: x(end.action), y2: foot, class: 'thin s-new', style: FAINT },
    {
      x1: x(start.action),
      y1: theta(start.theta),
      x2: right + 12 * u,
      y2: theta(start.theta),
      class: 'thin s-old',
      style: FAINT,
    },
    {
      x1: x(end.action),
      y1: theta(end.theta),
      x2: right + 12 * u,
      y2: theta(end.theta),
      class: 'thin s-new',
      style: FAINT,
    },
  ]);
  paths(layer(svg, 'policy'), [
    {
      d: pathOf(
        range(101).map((i): Point => {
          const at = THETAS[0] + ((THETAS[1] - THETAS[0]) * i) / 100;
          return [x(actionOf(at, LIMIT)), theta(at)];
        }),
      ),
      class: 'data s-ink',
      style: `stroke-width:${1.75 * u}`,
    },
  ]);
  const moved = Math.abs(theta(end.theta) - theta(start.theta)) > 3 * u;
  dimensions(
    layer(svg, 'step'),
    moved
      ? [
          {
            from: [right + 12 * u, theta(start.theta)],
            to: [right + 12 * u, theta(end.theta)],
            stroke: 's-euclid',
            fill: 'f-euclid',
          },
        ]
      : [],
  );
  dots(layer(svg, 'way'), [
    ...taken.slice(1, -1).flatMap(({ action, theta: at, believed }) => [
      { x: x(action), y: theta(at), r: 1.6 * u, class: 'f-new' },
      { x: x(action), y: y(believed), r: 1.6 * u, class: 'f-new' },
    ]),
    { x: x(end.action), y: theta(end.theta), r: 4 * u, class: 'f-new' },
    { x: x(end.action), y: y(end.believed), r: 4 * u, class: 'f-new' },
  ]);
  const isRight = start.action > 0.9;
  labels(layer(svg, 'policy-words'), [
    {
      x: left - 30 * u,
      y: theta(THETAS[1]) - em * 0.9,
      text: narrow ? 'The policy' : 'The policy, *a* = 2 tanh *θ*',
      class: 'strong',
    },
    { x: right + 8 * u, y: foot + em * 0.35, text: '*a*', class: 'lbl' },
    { x: left + 6 * u, y: theta(THETAS[1]) + em * 0.8, text: '*θ*', class: 'lbl' },
    {
      x: right + 18 * u,
      y: (theta(start.theta) + theta(end.theta)) / 2 + em * 0.35,
      text: moved ? (narrow ? signed(end.theta - start.theta, 1) : `Δ*θ* ${signed(end.theta - start.theta)}`) : '',
      class: 't-euclid',
    },
    {
      x: x(start.action) + (isRight ? -16 : 16) * u,
      y: Math.min(theta(start.theta) + em * 1.6, foot - 14 * u),
      text: `d*π*/d*θ* = ${fixed(slopeOfPolicy)}`,
      anchor: isRight ? 'end' : 'start',
      class: 'halo t-old',
    },
  ]);
}

const FAINT = 'opacity:.5';
