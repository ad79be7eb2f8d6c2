import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, fixed, probability } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { plainText } from '../../charts/rich-text.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { token } from '../../charts/tokens.ts';
import { slicePoints } from '../../engine/envs/slice.ts';
import { type Atlas, decimalsOf, type Field, partOf, type Spot, sayCoordinate } from './atlas.ts';
import { drawCurve } from './draw-curve.ts';
import { drawMap, type MapLook } from './draw-map.ts';
import { clearedFor, paintField, paintVisited, shadesOf } from './paint.ts';
import { sayPolicy } from './verdict.ts';
import { type Room, roomsOf, type Sheet } from './view.ts';

export interface AtlasInput {
  /** Null before the first update. */
  readonly atlas: Atlas | null;
  readonly spot: Spot | null;
  /** What stands where nothing is. */
  readonly why: string | null;
  /** Names the data: the same for the same picture. */
  readonly stamp: string;
  /** Moves the point; parts of both axes. */
  readonly onPlace: (x: number, y: number | null) => void;
}

/** π beside V: maps over a plane, or curves over a line, with one point that is read in both. */
export function drawAtlas(frame: Frame, { atlas, spot, why, stamp, onPlace }: AtlasInput): void {
  const { svg, canvas, width, height } = frame;
  const context = canvas && clearedFor(canvas, width, height, `${stamp} ${frame.theme} ${frame.u}`);
  const shown = layer(svg, 'shown');
  labels(layer(svg, 'empty'), [{ x: width / 2, y: height / 2, text: why ?? '', anchor: 'middle', class: 'halo' }]);
  const rooms = atlas ? drawBoth({ ...frame, svg: shown }, context, atlas, stamp) : [];
  if (atlas && spot) drawNames({ ...frame, svg: shown }, atlas, spot, rooms);
  else shown.replaceChildren();
  handles(
    layer(svg, 'handles'),
    atlas && spot ? rooms.map((room, i) => point(frame, atlas, spot, room, i, onPlace)) : [],
  );
}

/** The shades of its maps, before they are drawn. */
export function shadeAtlas(atlas: Atlas): void {
  const { x, y } = atlas;
  if (y) for (const look of looksOf(atlas)) shadesOf({ x, y }, look, colourOf(look));
}

const colourOf = ({ isFirst }: MapLook): string => token(isFirst ? '--pi-new' : '--ink-2');

/** @returns where they stand */
function drawBoth(
  sheet: Sheet,
  context: CanvasRenderingContext2D | null,
  atlas: Atlas,
  stamp: string,
): readonly Room[] {
  const { x, y } = atlas;
  const looks = looksOf(atlas);
  const rooms = y
    ? roomsOf(
        sheet,
        x,
        looks.map(() => y),
      )
    : roomsOf(
        sheet,
        x,
        looks.map(({ field }) => heightsOf(field)),
      );
  // what another kind of figure left is gone
  const kind = `${y ? 'maps' : 'curves'} ${looks.length}`;
  if (sheet.svg.dataset.kind !== kind) sheet.svg.replaceChildren();
  sheet.svg.dataset.kind = kind;
  rooms.forEach((room, i) => {
    const look = looks[i]!;
    const own = { ...sheet, svg: layer(sheet.svg, `${i}`) };
    if (context && y) paintField(context, { x, y }, look, room, colourOf(look));
    if (context) paintVisited(context, atlas, room, sheet.u);
    if (y) drawMap(own, { x, y }, room, look, stamp);
    else drawCurve(own, atlas, room, look);
  });
  return rooms;
}

function looksOf({ kind, policy, value }: Atlas): readonly MapLook[] {
  const [low, high] = policy.range;
  const levels =
    kind === 'discrete' ? [0.5, 0.1, 0.9, 0.25, 0.75] : [1, 2, 3, 4, 5, 6, 7].map((i) => low + ((high - low) * i) / 8);
  const first: MapLook = { field: policy, isFirst: true, stroke: 's-new', ink: 't-new', levels, strength: 0.82 };
  if (!value) return [first];
  const steps = chooseTicks(...value.range, 400, 80);
  return [first, { field: value, isFirst: false, stroke: 's-ink', ink: 't-ink', levels: steps, strength: 0.5 }];
}

/** The axis of a curve: a probability from 0 to 1, anything else with some air above and below. */
function heightsOf({ range: [low, high], isProbability }: Field): readonly [number, number] {
  if (isProbability) return [0, 1];
  // what is the same everywhere still needs a scale
  const air = high - low > 1e-6 * Math.max(1, Math.abs(low)) ? (high - low) / 20 : 0.5;
  return [low - air, high + air];
}

/** Above each map: what it shows, and the number at the point. */
function drawNames({ svg, u, em }: Sheet, atlas: Atlas, spot: Spot, rooms: readonly Room[]): void {
  const policy = atlas.kind === 'discrete' ? `*π*(${atlas.action} | *s*)` : `*π*: mean ${atlas.action}`;
  const number =
    atlas.kind === 'discrete' ? probability(spot.policy) : `${fixed(spot.policy)} ± ${fixed(atlas.deviation ?? 0)}`;
  const [first, second] = rooms;
  const row = (room: Room, name: string, value: string, ink: string): Label[] => [
    { x: room.left, y: em * 1.2, text: name, class: ink },
    { x: room.right, y: em * 1.2, text: value, anchor: 'end', class: `${ink} strong` },
  ];
  const wide = first!.right - first!.left > em * 14;
  labels(layer(svg, 'names'), [
    ...row(first!, policy, number, 't-new'),
    ...(second && spot.value !== null
      ? row(
          second,
          `*V*(*s*)${atlas.scaledRewards && wide ? ', of scaled rewards' : ''}`,
          byMagnitude(spot.value),
          't-ink',
        )
      : []),
  ]);
  segments(
    layer(svg, 'rules'),
    rooms.map(({ left, right }) => ({
      x1: left,
      y1: em * 1.2 + 6 * u,
      x2: right,
      y2: em * 1.2 + 6 * u,
      class: 'hair',
    })),
  );
}

/** The point, to be dragged in either map; its other self moves along. */
function point(
  { u }: Frame,
  atlas: Atlas,
  spot: Spot,
  room: Room,
  index: number,
  onPlace: AtlasInput['onPlace'],
): Handle {
  const { x, y } = atlas;
  const to = (column: number, row: number) => onPlace(partOf(x, column), y && partOf(y, row));
  const words = [
    sayCoordinate(x, spot.x, (at) => fixed(at, decimalsOf(x))),
    ...(y && spot.y !== null ? [sayCoordinate(y, spot.y, (at) => fixed(at, decimalsOf(y)))] : []),
  ].join(', ');
  const expected = spot.value === null ? '' : `, V = ${byMagnitude(spot.value)}`;
  const height = spot.y ?? (index === 0 ? spot.policy : (spot.value ?? 0));
  // rows of a grid are counted downwards
  const up = y?.isDiscrete ? -1 : 1;
  return {
    x: room.x(spot.x),
    y: Math.max(room.top, Math.min(room.bottom, room.y(height))),
    fill: index === 0 ? 'f-new' : 'f-ink',
    grip: y ? 'xy' : 'x',
    radius: 6 * u,
    label: `Point that is read, on the ${index === 0 ? 'policy' : 'value'}`,
    value: spot.column,
    min: 0,
    max: x.count - 1,
    valueText: `${words}: ${plainText(sayPolicy(atlas, spot))}${expected}`,
    onDrag: (px, py) => to(nearest(x, room.x.invert(px)), y ? nearest(y, room.y.invert(py)) : 0),
    onStep: (dx, dy) => to(spot.column + (y ? dx : dx || dy), spot.row + up * dy),
    onEnd: (side) => to(side < 0 ? 0 : x.count - 1, spot.row),
  };
}

/** Index of the point nearest to a coordinate. */
function nearest(axis: Atlas['x'], at: number): number {
  const points = slicePoints(axis);
  return points.reduce((best, point, i) => (Math.abs(point - at) < Math.abs(points[best]! - at) ? i : best), 0);
}
