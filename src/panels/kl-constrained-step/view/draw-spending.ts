import { range } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed, shortest, withoutZero } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { add, penalisedStep, quadraticDivergence } from '../../../exact/trust-region.ts';
import { meanDivergence } from '../../../exact/two-state.ts';
import { snap } from '../../snap.ts';
import { type KlStep, PROBLEM } from '../quantities.ts';
import { sayKl, sayLambda } from '../verdict.ts';
import { type Change, lambdaHandle, lambdaNear } from './draw-plane.ts';
import { LAMBDA, spendingOf } from './layout.ts';

const PIECES = 60;
const LAMBDAS = range(PIECES + 1).map((i) => LAMBDA[0] * (LAMBDA[1] / LAMBDA[0]) ** (i / PIECES));

/** What d(λ) spends: truly (solid) and in the quadratic model (dashed: a straight line of slope −2), against δ. */
export function drawSpending(frame: Frame, step: KlStep, set: Change): void {
  const { svg } = frame;
  const { u, em, x, y, left, right, top, bottom, room } = spendingOf(frame);
  const { theta, model, delta, lambda, meeting, penalised } = step;
  const curve = (spent: (lambda: number) => number) => pathOf(LAMBDAS.map((at): Point => [x(at), y(spent(at))]));
  const truly = (at: number) => meanDivergence(PROBLEM, theta, add(theta, penalisedStep(model, at)));
  const quadratic = (at: number) => quadraticDivergence(model, penalisedStep(model, at));

  // the dashed line is named where both lines have come down below the name
  const ceiling = y.invert(top + em * 2.2 + 6 * u);
  const named = LAMBDAS.find((at) => Math.max(truly(at), quadratic(at)) < ceiling) ?? LAMBDA[1];

  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: [0.2, 0.5, 1, 2, 5, 10, 20],
    format: (tick) => withoutZero(shortest(tick)),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: [1e-4, 1e-3, 0.01, 0.1, 1],
    format: (tick) => withoutZero(fixed(tick, Math.max(0, Math.round(-Math.log10(tick))))),
    line: [bottom, top],
  });
  const onAxis = meeting >= LAMBDA[0] && meeting <= LAMBDA[1];
  segments(layer(svg, 'limits'), [
    { x1: left, y1: y(delta), x2: right, y2: y(delta), class: 'thin s-kl' },
    ...(onAxis
      ? [{ x1: x(meeting), y1: y(delta), x2: x(meeting), y2: bottom, class: 'thin s-kl', style: 'opacity:.55' }]
      : []),
    { x1: x(lambda), y1: y(penalised.kl), x2: x(lambda), y2: bottom, class: 'thin s-new', style: 'opacity:.55' },
  ]);
  paths(clippedLayer(svg, 'curves', room), [
    { d: `M${left} ${y(delta)}H${right}V${bottom}H${left}Z`, class: 'w-kl', style: 'opacity:.6' },
    { d: curve(truly), class: 'data s-kl' },
    { d: curve(quadratic), class: 'thin s-kl dash', style: `stroke-width:${1.5 * u}` },
  ]);
  labels(layer(svg, 'words'), [
    { x: right, y: top + em * 0.6, text: 'KL(*π*_{old} ‖ *π*_{new}) of *d*(*λ*)', anchor: 'end', class: 't-kl halo' },
    { x: right, y: bottom - 7 * u, text: '*λ*', anchor: 'end', class: 'lbl halo' },
    { x: right, y: y(delta) - 6 * u, text: `*δ* = ${sayKl(delta)}`, anchor: 'end', class: 't-kl halo' },
    {
      x: onAxis ? x(meeting) + (meeting > 8 ? -6 : 6) * u : 0,
      y: bottom - 7 * u,
      text: onAxis && Math.abs(x(meeting) - x(lambda)) > 4 * u ? sayLambda(meeting) : '',
      anchor: meeting > 8 ? 'end' : 'start',
      class: 't-kl halo',
    },
    { x: x(named) + 4 * u, y: top + em * 2.2, text: '½ *d*^{⊤}*F* *d*', class: 't-kl halo' },
  ]);
  handles(layer(svg, 'handles'), [
    {
      x: left,
      y: y(delta),
      fill: 'f-kl',
      grip: 'y',
      radius: 5.5 * u,
      label: 'radius delta',
      value: delta,
      min: RADIUS[0],
      max: RADIUS[1],
      valueText: `${sayKl(delta)} nats`,
      onDrag: (_x, py) => set({ delta: snap(y.invert(py), RADIUS_STEP, ...RADIUS) }),
      onStep: (dx, dy) => set({ delta: snap(delta + (dx || dy) * RADIUS_STEP, RADIUS_STEP, ...RADIUS) }),
      onEnd: (side) => set({ delta: side < 0 ? RADIUS[0] : RADIUS[1] }),
    },
    {
      x: x(lambda),
      y: Math.max(top, Math.min(bottom, y(penalised.kl))),
      ...lambdaHandle(step, set),
      onDrag: (px) => set({ lambda: lambdaNear(x.invert(px)) }),
      onStep: (dx, dy) => set({ lambda: lambdaNear(lambda * 1.05 ** (dx || dy)) }),
    },
  ]);
}

const RADIUS = [0.005, 0.3] as const;
const RADIUS_STEP = 0.005;
