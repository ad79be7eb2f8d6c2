import { axisX, axisY } from '../../charts/axis.ts';
import type { Point } from '../../charts/decimate.ts';
import { dots } from '../../charts/dots.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { slicePoints } from '../../engine/envs/slice.ts';
import type { Atlas } from './atlas.ts';
import { axisNames, type MapLook } from './draw-map.ts';
import type { Room, Sheet } from './view.ts';

/** Over a line π and V are curves, π with a band of one σ where it has one; over a few states they are dots. */
export function drawCurve({ svg, em, u }: Sheet, { x, deviation }: Atlas, room: Room, look: MapLook): void {
  const { field, stroke, isFirst } = look;
  const places = slicePoints(x);
  const curve = (shift = 0): Point[] =>
    places.map((at, i) => [room.x(at), Math.max(room.top, Math.min(room.bottom, room.y(field.values[i]! + shift)))]);
  const band = isFirst && deviation !== null ? [...curve(deviation), ...curve(-deviation).toReversed()] : [];
  paths(layer(svg, 'lines'), [
    { d: band.length > 0 ? `${pathOf(band)}Z` : '', class: 'w-new' },
    { d: x.isDiscrete ? '' : pathOf(curve()), class: `data ${stroke}` },
  ]);
  dots(
    layer(svg, 'states'),
    x.isDiscrete ? curve().map(([px, py]) => ({ x: px, y: py, r: 4 * u, class: isFirst ? 'f-new' : 'f-ink' })) : [],
  );
  axisX(layer(svg, 'x'), room.x, room.bottom, {
    ticks: x.isDiscrete ? places : chooseTicks(...x.range, room.right - room.left, em * 4),
    line: [room.left, room.right],
  });
  axisY(layer(svg, 'y'), room.y, room.left, {
    ticks: chooseTicks(...(room.y.domain() as [number, number]), room.bottom - room.top, em * 2.4),
    line: [room.bottom, room.top],
  });
  labels(layer(svg, 'axis-names'), axisNames({ em, u }, x, null, room));
}
