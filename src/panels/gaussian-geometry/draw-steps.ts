import { range } from 'd3';
import type { Point } from '../../charts/decimate.ts';
import { dimensionPaths } from '../../charts/dimension.ts';
import { type Dot, dots } from '../../charts/dots.ts';
import { fixed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { px } from '../../charts/tokens.ts';
import { afterStep, type Gaussian } from '../../exact/gaussian.ts';
import { alongGeodesic } from '../../exact/gaussian-geometry.ts';
import { boxOf, hits, pointsOf } from './avoid.ts';
import { clippedPlane } from './draw-plane.ts';
import { inside, type Plane, placeAt, placeOf } from './plane.ts';
import type { Geometry, RewrittenStep } from './quantities.ts';
import { NAMES } from './verdict.ts';

/**
 * The step; where it would end, written differently; and the shortest way to where it ends, a dot after every √(2δ).
 * @returns points that other words should not cover.
 */
export function drawSteps(svg: SVGSVGElement, plane: Plane, quantities: Geometry): readonly Point[] {
  const { u } = plane;
  const clipped = clippedPlane(svg, plane);
  const colour = quantities.state.step === 'natural' ? 'kl' : 'euclid';
  const others = quantities.rewritten.filter(({ by }) => by !== plane.by);
  const way = geodesicOf(plane, quantities);
  paths(layer(clipped, 'steps'), [
    ...others.map((other) => ghostPath(plane, quantities.old, other, colour)),
    { d: pathOf(way.points), class: 'thin s-kl', style: `stroke-width:${1.25 * u}` },
    ...arrow(plane, quantities, colour),
  ]);
  dots(layer(clipped, 'step-ends'), [
    ...way.stations.map(([x, y]): Dot => ({ x, y, r: 2.25 * u, class: 'f-kl' })),
    ...others.flatMap(({ ends }): Dot[] => {
      if (!ends) return [];
      const [x, y] = placeOf(plane, ends);
      return [{ x, y, r: 4 * u, class: `f-paper s-${colour}`, style: `stroke-width:${1.5 * u}` }];
    }),
  ]);
  const ends = [...ghostNames(plane, quantities, others, colour), ...policyNames(plane, quantities)];
  const words = [...ends, ...geodesicName(plane, quantities, way.points, ends)];
  labels(layer(svg, 'step-words'), words);
  const [start, end] = [placeAt(plane, quantities.from), inside(plane, placeAt(plane, quantities.to))];
  const along = range(1, 30).map((i): Point => mix(start, end, i / 30));
  const ring = range(8).map(
    (i): Point => [end[0] + 15 * u * Math.cos((i * Math.PI) / 4), end[1] + 15 * u * Math.sin((i * Math.PI) / 4)],
  );
  return [...along, end, ...ring, ...way.points, ...words.flatMap((word) => pointsOf(boxOf(word, plane.em)))];
}

const mix = (from: Point, to: Point, t: number): Point => [
  from[0] + (to[0] - from[0]) * t,
  from[1] + (to[1] - from[1]) * t,
];

/** π_old and π_new beside their handles, each on the side where the other is not. */
function policyNames(plane: Plane, { from, to, new: policy, rewritten }: Geometry): Label[] {
  const { u, em, bottom, narrow } = plane;
  // where little room is left, the densities tell which is which
  if (narrow && rewritten.length > 0) return [];
  const [x1, y1] = placeAt(plane, from);
  const [x2, y2] = inside(plane, placeAt(plane, to));
  const down = y2 >= y1;
  const away = x2 >= x1 ? 1 : -1;
  // what the same step is in other parametrisations mostly ends lower; at the foot of the figure there is no room
  const below = down && rewritten.length === 0 && y2 + em * 2.1 < bottom - 5 * u;
  return [
    {
      x: x1 - away * 12 * u,
      y: y1 + (down || y1 + em * 1.5 > bottom - 5 * u ? -em * 0.8 : em * 1.5),
      text: '*π*_{old}',
      anchor: away > 0 ? 'end' : 'start',
      class: 't-old halo',
    },
    {
      x: x2 - (rewritten.length > 0 && policy ? away * 5 * u : 0),
      y: Math.min(bottom - 5 * u, y2 + (below ? em * 2.1 : policy ? -em * 1.4 : -em * 2.9)),
      text: policy ? '*π*_{new}' : 'no policy',
      anchor: rewritten.length === 0 || !policy ? 'middle' : away > 0 ? 'end' : 'start',
      class: 't-new halo',
    },
  ];
}

/** d, from the rim of one handle to the rim of the other. */
function arrow(plane: Plane, { from, to, state }: Geometry, colour: string): Path[] {
  const [x1, y1] = placeAt(plane, from);
  const [x2, y2] = placeAt(plane, to);
  const length = Math.hypot(x2 - x1, y2 - y1);
  const rim = px('--handle-r') + 2 * plane.u;
  if (length < 2.6 * rim) return [];
  const at = (way: number): Point => [x1 + ((x2 - x1) * way) / length, y1 + ((y2 - y1) * way) / length];
  const width = state.step === 'hand' ? 1.75 * plane.u : undefined;
  return dimensionPaths({
    from: at(rim),
    to: at(length - rim),
    stroke: `s-${colour}`,
    fill: `f-${colour}`,
    open: true,
    ...(width ? { width } : {}),
  });
}

/** A step that is straight in another parametrisation, as it runs in this one. */
function ghostPath(plane: Plane, old: Gaussian, { step, by }: RewrittenStep, colour: string): Path {
  const points = range(25).flatMap((i) => {
    const policy = afterStep(old, [(step[0] * i) / 24, (step[1] * i) / 24], by);
    return policy ? [placeOf(plane, policy)] : [];
  });
  return { d: pathOf(points), class: `thin s-${colour} dash` };
}

/** Names the ends of the other steps; where they all but coincide, once. */
function ghostNames(plane: Plane, { to, step }: Geometry, others: readonly RewrittenStep[], colour: string): Label[] {
  const { u, em, top, bottom } = plane;
  const [nx, ny] = placeAt(plane, to);
  const ends = others.flatMap(({ ends, by }) => (ends ? [{ by, at: placeOf(plane, ends) }] : []));
  const side = step[0] < 0 ? -1 : 1;
  const label = ([x, y]: Point, text: string): Label => ({
    x: x + side * 13 * u,
    y: y + em * 0.35,
    text,
    anchor: side > 0 ? 'start' : 'end',
    class: `t-${colour} halo`,
  });
  const together = ends.every(({ at }) => Math.hypot(at[0] - nx, at[1] - ny) < em * 0.7);
  if (together && ends.length > 0)
    return [label([nx + side * 3 * u, ny], `also in ${ends.map(({ by }) => NAMES[by]).join(' and ')}`)];
  const places = placeLabels(
    ends.map(({ at }) => at[1]),
    em * 1.25,
    [top + em, bottom - em * 0.6],
  );
  return ends.map(({ by, at }, i) => label([at[0], places[i]!], `in ${NAMES[by]}`));
}

interface Way {
  readonly points: readonly Point[];
  readonly stations: readonly Point[];
}

function geodesicOf(plane: Plane, { old, new: policy, distance, state }: Geometry): Way {
  if (!policy) return { points: [], stations: [] };
  const at = (t: number) => placeOf(plane, alongGeodesic(old, policy, t));
  const stride = Math.sqrt(2 * state.delta) / distance;
  return {
    points: range(49).map((i) => at(i / 48)),
    stations: range(1, Math.min(60, 1 / stride)).map((k) => at(k * stride)),
  };
}

/** Where above the shortest way its name may stand, as parts of the distance: the middle is preferred. */
const NAMED_AT = [0.5, 0.35, 0.65, 0.2, 0.8];

/** Once the shortest way parts from the straight one it is named above its top, where the words of the ends leave room. */
function geodesicName(
  plane: Plane,
  { from, to, distance, state }: Geometry,
  points: readonly Point[],
  ends: readonly Label[],
): Label[] {
  const { em, top, left, right, narrow } = plane;
  const middle = points[24];
  if (!middle) return [];
  const [x1, y1] = placeAt(plane, from);
  const [x2, y2] = placeAt(plane, to);
  const apart = Math.abs((y1 + y2) / 2 - middle[1]);
  if (apart < em * 2 || middle[1] - em < top) return [];
  const strides = distance / Math.sqrt(2 * state.delta);
  const taken = ends.flatMap((word) => pointsOf(boxOf(word, em)));
  const places = NAMED_AT.map(
    (part): Label => ({
      x: Math.max(left + em * 8, Math.min(right - em * 8, x1 + (x2 - x1) * part)),
      y: middle[1] - em * 0.75,
      text: narrow ? `shortest: ${fixed(distance)}` : `shortest way: ${fixed(distance)} = ${fixed(strides, 1)} √(2*δ*)`,
      anchor: 'middle',
      class: 't-kl halo',
    }),
  );
  const free = places.find((place) => hits([boxOf(place, em)], taken, 0) === 0);
  return free ? [free] : [];
}
