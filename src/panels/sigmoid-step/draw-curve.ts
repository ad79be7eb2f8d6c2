import { axisX, axisY } from '../../charts/axis.ts';
import { fixed, withoutZero } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { constantKlStep, probability } from '../../exact/sigmoid.ts';
import { AXIS, curvePoints, type Layout } from './layout.ts';
import type { SigmoidStep } from './quantities.ts';

/** π = σ(θ), the piece of it that the step runs along, and a tick after every step of KL = δ from θ_old. */
export function drawCurve(
  svg: SVGSVGElement,
  layout: Layout,
  { thetaOld, thetaNew, pOld, pNew, delta }: SigmoidStep,
): void {
  const { u, em, narrow, left, right, x, y, rows } = layout;
  axisY(layer(svg, 'axis-pi'), y, left - 6 * u, {
    ticks: [0, 0.5, 1],
    format: (value) => withoutZero(fixed(value, value === 0.5 ? 1 : 0)),
    line: [y(0), y(1)],
  });
  axisX(layer(svg, 'axis-theta'), x, rows.fisher, {
    ticks: narrow ? [-8, -4, 0, 4, 8] : [-8, -6, -4, -2, 0, 2, 4, 6, 8],
    line: [left, right],
  });
  segments(layer(svg, 'leaders'), [
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' },
    { x1: left, y1: y(1), x2: right, y2: y(1), class: 'gr' },
    { x1: x(thetaOld), y1: y(pOld), x2: x(thetaOld), y2: rows.fisher, class: 'thin s-old', style: FAINT },
    { x1: x(thetaNew), y1: y(pNew), x2: x(thetaNew), y2: rows.step, class: 'thin s-new', style: FAINT },
  ]);
  paths(layer(svg, 'curve'), [
    { d: pathOf(curvePoints(layout, ...AXIS)), class: 'data s-ink', style: `stroke-width:${1.75 * u}` },
    {
      d: pathOf(curvePoints(layout, thetaOld, thetaNew, 60)),
      class: 'data s-euclid',
      style: `stroke-width:${4.5 * u}`,
    },
  ]);
  segments(
    layer(svg, 'stations'),
    stations(thetaOld, delta).map((theta) => {
      const [nx, ny] = normal(layout, theta);
      const [px, py] = [x(theta), y(probability(theta))];
      return { x1: px - nx * 6 * u, y1: py - ny * 6 * u, x2: px + nx * 6 * u, y2: py + ny * 6 * u, class: 'thin s-kl' };
    }),
  );
  labels(layer(svg, 'curve-words'), [
    { x: left + 4 * u, y: y(1) + em * 1.35, text: '*π*_{θ}(*a* = 1) = *σ*(*θ*)', class: 'lbl halo' },
    { x: right + 14 * u, y: rows.fisher + em * 0.35, text: '*θ*', class: 'lbl' },
    {
      x: right,
      y: y(0) - 9 * u,
      text: narrow ? '' : `from tick to tick: KL = ${fixed(delta)}`,
      anchor: 'end',
      class: 't-kl halo',
    },
    ...names(layout, thetaOld, thetaNew, pOld, pNew),
  ]);
}

const FAINT = 'opacity:.55';

/** Parameters that lie one step of KL = δ after the other, both ways from θ_old, as far as the axis goes. */
export function stations(thetaOld: number, delta: number): number[] {
  const found: number[] = [];
  for (const direction of [-1, 1] as const) {
    let theta = thetaOld;
    for (;;) {
      theta += constantKlStep(theta, delta, direction);
      if (theta < AXIS[0] || theta > AXIS[1]) break;
      found.push(theta);
    }
  }
  return found;
}

/** The curve's unit normal on the screen. */
function normal({ x, y }: Layout, theta: number): [number, number] {
  const p = probability(theta);
  const dx = x(1) - x(0);
  const dy = (y(1) - y(0)) * p * (1 - p);
  const length = Math.hypot(dx, dy);
  return [-dy / length, dx / length];
}

/** π_old below its handle, π_new above; on the side where the other is not. */
function names({ x, y, em, u }: Layout, thetaOld: number, thetaNew: number, pOld: number, pNew: number): Label[] {
  const near = Math.abs(thetaNew - thetaOld) < 1.2;
  const oldEnds = thetaOld > 5.5;
  const newStarts = near && thetaNew > thetaOld && thetaNew < 6;
  return [
    {
      x: x(thetaOld) + (oldEnds ? -12 : 12) * u,
      y: y(pOld) + em * 1.75,
      text: '*π*_{old}',
      class: 'halo t-old',
      anchor: oldEnds ? 'end' : 'start',
    },
    {
      x: x(thetaNew) + (newStarts ? 12 : -13) * u,
      y: y(pNew) - em * 1.05,
      text: '*π*_{new}',
      class: 'halo t-new',
      anchor: newStarts ? 'start' : 'end',
    },
  ];
}
