import { range } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { clippedLayer } from '../../charts/clip.ts';
import type { Point } from '../../charts/decimate.ts';
import { keptLayer } from '../../charts/kept-layer.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { type Gaussian, type Parametrisation, policyAt } from '../../exact/gaussian.ts';
import { klContour } from '../../exact/gaussian-geometry.ts';
import { type Plane, placeAt, placeOf } from './plane.ts';
import type { Geometry } from './quantities.ts';
import { NAMES } from './verdict.ts';

/** KL of the small contours that stand all over the plane, as Tissot's circles stand on a map. */
const FIELD_KL = 0.01;
/** Where they stand, in the spread: apart from one another in each parametrisation. */
const FIELD: Readonly<Record<Parametrisation, readonly number[]>> = {
  sigma: [0.35, 0.95, 1.6, 2.4],
  logSigma: [-1.7, -1.1, -0.5, 0.1, 0.7],
  variance: [0.25, 0.65, 1.4, 2.8],
};

/** One small contour around N(0, 1): that of any other policy is this one, scaled and moved. */
const UNIT = klContour({ mean: 0, sigma: 1 }, FIELD_KL, 'forward', 40);

/** The curves around θ_old as they stand on the screen, for drawing and for naming. */
export interface Shapes {
  readonly contour: readonly Point[];
  readonly reverse: readonly Point[] | null;
  readonly ellipse: readonly Point[];
  readonly ball: readonly Point[];
}

export function shapesOf(plane: Plane, { old, from, fisher, state }: Geometry): Shapes {
  const around = (policies: readonly Gaussian[]) => policies.map((policy) => placeOf(plane, policy));
  const oval = (across: number, up: number) =>
    range(72).map((i): Point => {
      const angle = (2 * Math.PI * i) / 72;
      return placeAt(plane, [from[0] + across * Math.cos(angle), from[1] + up * Math.sin(angle)]);
    });
  const axis = (information: number) => Math.sqrt((2 * state.delta) / information);
  return {
    contour: around(klContour(old, state.delta)),
    reverse: state.reversed ? around(klContour(old, state.delta, 'reverse')) : null,
    ellipse: oval(axis(fisher[0]), axis(fisher[1])),
    ball: oval(state.radius, state.radius),
  };
}

/** The axes, the same small KL from everywhere, and the three ways to be equally far from θ_old. */
export function drawPlane(svg: SVGSVGElement, plane: Plane, shapes: Shapes): void {
  const { u, em, narrow, left, right, top, bottom, x, y, by } = plane;
  const clipped = clippedPlane(svg, plane);
  keptLayer(clipped, 'field', [left, right, top, bottom, by].join(), (group) => paths(group, fieldPaths(plane)));
  axisX(layer(svg, 'axis-mean'), x, bottom, {
    ticks: chooseTicks(...(x.domain() as [number, number]), right - left),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-spread'), y, left, {
    ticks: wholeNumbers(y.domain() as [number, number]),
    line: [bottom, top],
  });
  const closed = (points: readonly Point[]) => `${pathOf(points)}Z`;
  paths(layer(clipped, 'shapes'), [
    { d: closed(shapes.contour), class: 'w-kl' },
    { d: closed(shapes.contour), class: 'data s-kl' },
    { d: closed(shapes.ellipse), class: 'thin s-kl dash', style: `stroke-width:${1.5 * u}` },
    ...(shapes.reverse ? [{ d: closed(shapes.reverse), class: 'thin s-kl', style: `stroke-width:${1.25 * u}` }] : []),
    { d: closed(shapes.ball), class: 'data s-euclid' },
  ]);
  labels(layer(svg, 'axis-words'), [
    { x: right, y: bottom - 7 * u, text: '*μ*', anchor: 'end', class: 'lbl halo' },
    { x: left + 8 * u, y: top + em, text: NAMES[by], class: 'lbl halo' },
    {
      x: right,
      y: top + em,
      text: narrow ? 'each: KL = 0.01' : 'the same KL, 0.01, from elsewhere',
      anchor: 'end',
      class: 't-kl halo',
    },
  ]);
}

/** Of what is drawn here only what lies inside the axes is seen. */
export const clippedPlane = (svg: SVGSVGElement, { left, right, top, bottom }: Plane): SVGGElement =>
  clippedLayer(svg, 'clipped', { x: left, y: top, width: right - left, height: bottom - top });

const wholeNumbers = ([low, high]: [number, number]): number[] => range(Math.ceil(low), Math.floor(high) + 1);

function fieldPaths(plane: Plane): Path[] {
  const { x, y, by } = plane;
  const [, high] = y.domain() as [number, number];
  const reach = Math.floor(x.domain()[1]! - 0.25) + 0.5;
  return FIELD[by]
    .filter((spread) => spread < high - 0.1)
    .flatMap((spread) => {
      const { sigma } = policyAt([0, spread], by)!;
      return range(-reach, reach + 0.5).map((mean) => ({
        d: `${pathOf(UNIT.map((one) => placeOf(plane, { mean: mean + one.mean * sigma, sigma: one.sigma * sigma })))}Z`,
        class: 'thin s-kl',
        style: 'opacity:.4',
      }));
    });
}
