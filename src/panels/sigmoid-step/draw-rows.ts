import { range, scaleLinear } from 'd3';
import { bars } from '../../charts/bars.ts';
import { dimensions } from '../../charts/dimension.ts';
import { dots } from '../../charts/dots.ts';
import { fixed, signed } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { fisherInformation } from '../../exact/sigmoid.ts';
import { AXIS, type Layout } from './layout.ts';
import type { SigmoidStep } from './quantities.ts';

/** Below the curve: the step taken, the steps of KL = δ (dashed where the quadratic model ends them), and F over θ. */
export function drawRows(svg: SVGSVGElement, { u, em, narrow, left, right, x, rows }: Layout, q: SigmoidStep): void {
  const { thetaOld, thetaNew, step, delta, stepDown, stepUp, quadratic, fisher } = q;
  const inside = (theta: number) => Math.max(AXIS[0], Math.min(AXIS[1], theta));
  const onAxis = (theta: number) => theta >= AXIS[0] && theta <= AXIS[1];
  const [low, high] = [inside(thetaOld + stepDown), inside(thetaOld + stepUp)];
  const sameWay = step > 0 ? stepUp : stepDown;
  const height = 36 * u;
  const y = scaleLinear([0, 0.25], [rows.fisher, rows.fisher - height]);
  const information = range(-80, 81).map((tenths): [number, number] => [
    x(tenths / 10),
    y(fisherInformation(tenths / 10)),
  ]);

  segments(layer(svg, 'row-lines'), [
    { x1: left, y1: rows.step, x2: right, y2: rows.step, class: 'gr' },
    { x1: left, y1: rows.kl, x2: right, y2: rows.kl, class: 'gr' },
  ]);
  bars(layer(svg, 'region'), [
    { x: x(low), y: rows.kl - 9 * u, width: x(high) - x(low), height: 18 * u, class: 'w-kl' },
  ]);
  segments(layer(svg, 'region-ends'), [
    ...[thetaOld + stepDown, thetaOld + stepUp].filter(onAxis).map((theta) => ({
      x1: x(theta),
      y1: rows.kl - 9 * u,
      x2: x(theta),
      y2: rows.kl + 9 * u,
      class: 'thin s-kl',
    })),
    ...[thetaOld - quadratic, thetaOld + quadratic].filter(onAxis).map((theta) => ({
      x1: x(theta),
      y1: rows.kl - 13 * u,
      x2: x(theta),
      y2: rows.kl + 13 * u,
      class: 'thin s-kl dash',
    })),
  ]);
  dimensions(layer(svg, 'steps'), [
    { from: [x(thetaOld), rows.step], to: [x(thetaNew), rows.step], stroke: 's-euclid', fill: 'f-euclid' },
    { from: [x(thetaOld), rows.kl], to: [x(inside(thetaOld + sameWay)), rows.kl], stroke: 's-kl', fill: 'f-kl' },
  ]);
  paths(layer(svg, 'fisher'), [
    { d: `${pathOf([[x(AXIS[0]), rows.fisher], ...information, [x(AXIS[1]), rows.fisher]])}Z`, class: 'w-kl' },
    { d: pathOf(information), class: 'thin s-kl' },
  ]);
  dots(layer(svg, 'fisher-here'), [{ x: x(thetaOld), y: y(fisher), r: 3.5 * u, class: 'f-kl' }]);

  const place = right + (narrow ? 10 : 60) * u;
  const drop = em * 0.35;
  labels(layer(svg, 'row-words'), [
    {
      x: place,
      y: rows.step + drop,
      text: narrow ? `Δ*θ* ${signed(step, 1)}` : `the step taken: Δ*θ* = ${signed(step)}`,
      class: 'halo t-euclid',
    },
    {
      x: place,
      y: rows.kl + drop,
      text: narrow ? `KL ${signed(sameWay)}` : `the step of KL = ${fixed(delta)}: Δ*θ* = ${signed(sameWay)}`,
      class: 'halo t-kl',
    },
    {
      x: place,
      y: rows.kl + em * 1.65,
      text: narrow ? '' : `dashed: √(2*δ*/*F*) = ±${fixed(quadratic)}`,
      class: 'halo t-kl',
    },
    {
      x: place,
      y: rows.fisher - 14 * u + drop,
      text: narrow ? `*F* ${fixed(fisher, 3)}` : `*F* = *π*(1 − *π*) at *θ*_{old}: ${fixed(fisher, 4)}`,
      class: 'halo t-kl',
    },
  ]);
}
