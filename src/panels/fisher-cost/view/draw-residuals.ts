import { scaleLinear, scaleLog } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { thousands } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { probes } from '../../../charts/probe.ts';
import { ITERATIONS } from '../../../state/fisher-cost.ts';
import type { FisherCost } from '../../../worker/fisher-cost-messages.ts';

export interface ResidualTouch {
  iteration: number | null;
}

/** Below this a residual is drawn on the axis: float32 products know no better. */
const FLOOR = 1e-6;

/** What is left of g after each iteration: every measured policy faintly, the one nearest to the chosen n in ink. */
export function drawResiduals(
  { svg, width, height, u, em, redraw }: Frame,
  costs: readonly FisherCost[],
  chosen: number,
  touch: ResidualTouch,
): void {
  const [left, right, top, bottom] = [em * 3.2, width - 10 * u, em * 2.4, height - em * 2.4];
  const x = scaleLinear([0, ITERATIONS], [left, right]);
  const y = scaleLog([FLOOR, 1], [bottom, top]);
  const all = costs.flatMap(({ parameters, conjugateGradient }) =>
    conjugateGradient ? [{ parameters, residuals: conjugateGradient.residuals }] : [],
  );
  const distance = ({ parameters }: { parameters: number }) => Math.abs(Math.log(parameters / chosen));
  const nearest = all.reduce<(typeof all)[number] | null>((a, b) => (a && distance(a) <= distance(b) ? a : b), null);
  const place = (residual: number, iteration: number): [number, number] => [x(iteration), y(Math.max(FLOOR, residual))];
  const exponents: Readonly<Record<number, string>> = {
    1: '1',
    0.01: '10^{−2}',
    0.0001: '10^{−4}',
    0.000001: '10^{−6}',
  };

  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: [0, 2, 4, 6, 8, 10], line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: [1, 1e-2, 1e-4, 1e-6],
    format: (tick) => exponents[tick] ?? '',
    line: [top, bottom],
  });
  paths(layer(svg, 'residuals'), [
    ...all.map(({ residuals }) => ({ d: pathOf(residuals.map(place)), class: 'ax', style: 'opacity:.3' })),
    { d: pathOf(nearest?.residuals.map(place) ?? []), class: 'data s-ink' },
  ]);
  const inHand = nearest?.residuals ?? [];
  const at = touch.iteration === null ? null : Math.min(touch.iteration, inHand.length - 1);
  dots(
    layer(svg, 'marks'),
    inHand.map((residual, i) => {
      const [cx, cy] = place(residual, i);
      return { x: cx, y: cy, r: (i === at ? 4.5 : 3) * u, class: 'f-ink' };
    }),
  );
  const said = at !== null && inHand[at] !== undefined ? `after ${at}: ${percentOf(inHand[at])}` : '';
  labels(layer(svg, 'words'), [
    { x: 0, y: em, text: 'what conjugate gradient leaves of ‖*g*‖', class: 'lbl' },
    { x: right, y: bottom - em * 0.5, text: 'iteration', anchor: 'end', class: 'lbl halo' },
    {
      x: right,
      y: top + em * 0.6,
      text: said || (nearest ? `*n* = ${thousands(nearest.parameters)}` : ''),
      anchor: 'end',
      class: 'strong halo',
    },
    { x: left + em * 0.7, y: bottom - em * 1.9, text: nearest ? '' : 'Its residuals land here.', class: 'lbl halo' },
  ]);
  const point = (iteration: number | null) => {
    touch.iteration = iteration;
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      label: 'Residual after an iteration',
      valueText: said || 'not shown',
      onPoint: (p) => point(p && Math.round(Math.max(0, Math.min(ITERATIONS, x.invert(p[0]))))),
      onStep: (by) => point(Math.max(0, Math.min(ITERATIONS, (touch.iteration ?? 0) + by))),
    },
  ]);
}

/** 0.000123 → "0.012 %" */
function percentOf(residual: number): string {
  return `${Number((residual * 100).toPrecision(2))} %`;
}
