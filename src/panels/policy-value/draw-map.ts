import { axisX, axisY } from '../../charts/axis.ts';
import { clippedLayer } from '../../charts/clip.ts';
import { contourLines } from '../../charts/contours.ts';
import { fixed, shortest } from '../../charts/format.ts';
import { keptLayer } from '../../charts/kept-layer.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { SliceAxis } from '../../engine/envs/environment.ts';
import { axisName } from '../../engine/envs/plane.ts';
import { type Field, logOdds } from './atlas.ts';
import type { Room, Sheet } from './view.ts';

/** What one map or curve shows. */
export interface MapLook {
  readonly field: Field;
  /** The one that carries what both have in common. */
  readonly isFirst: boolean;
  /** Stroke of its contours, and the class of their numbers. */
  readonly stroke: string;
  readonly ink: string;
  /** Those that are to be named first, first. */
  readonly levels: readonly number[];
  /** The most of its colour that it lays over the paper: words and dots must stay readable on it. */
  readonly strength: number;
}

interface Plane {
  readonly x: SliceAxis;
  readonly y: SliceAxis;
}

/** Axes and lines of equal value in a group of the map's own; the shades lie on the canvas below. `stamp` names the data. */
export function drawMap(sheet: Sheet, { x, y }: Plane, room: Room, look: MapLook, stamp: string): void {
  const { svg, width, height, u, em } = sheet;
  const { field, levels, isFirst } = look;
  const place = `${width}×${height} ${u} ${em} ${x.label} ${x.range} ${y.label} ${y.range}`;
  keptLayer(svg, 'axes', place, (group) => {
    axisX(layer(group, 'x'), room.x, room.bottom, {
      ticks: ticksOf(x, room.right - room.left, em * 4),
      line: [room.left, room.right],
    });
    axisY(layer(group, 'y'), room.y, room.left, {
      ticks: isFirst ? ticksOf(y, room.bottom - room.top, em * 2) : [],
      line: [room.bottom, room.top],
    });
  });
  const clip = clippedLayer(svg, 'contours', {
    x: room.left,
    y: room.top,
    width: room.right - room.left,
    height: room.bottom - room.top,
  });
  keptLayer(clip, 'lines', `${place} ${stamp}`, (group) => {
    const lines = x.isDiscrete ? [] : contoursOf(field, x, y, levels, room);
    paths(
      layer(group, 'paths'),
      lines.map(({ d }) => ({ d, class: `f-none ${look.stroke}`, style: `stroke-width:${u};opacity:.75` })),
    );
    const numbers = x.isDiscrete
      ? cellNumbers(field, x, y, room, em, look.ink)
      : contourNumbers(lines, room, em, look.ink);
    labels(layer(group, 'numbers'), numbers);
  });
  labels(layer(svg, 'axis-names'), axisNames(sheet, x, isFirst ? y : null, room));
}

/** In a line below the ticks: what runs upwards at the left, what runs to the right at the right. */
export function axisNames(
  { em, u }: Pick<Sheet, 'em' | 'u'>,
  x: SliceAxis,
  y: SliceAxis | null,
  { left, right, bottom }: Room,
): Label[] {
  const name = right - left > em * 20 ? ({ label }: SliceAxis) => label : axisName;
  const baseline = bottom + em * 2.4 + 6 * u;
  const across: Label = { x: right, y: baseline, text: `${name(x)} →`, anchor: 'end', class: 'lbl' };
  return y
    ? [across, { x: left, y: baseline, text: `${y.isDiscrete ? '↓' : '↑'} ${name(y)}`, class: 'lbl' }]
    : [across];
}

function contoursOf(
  { values, isProbability }: Field,
  x: SliceAxis,
  y: SliceAxis,
  levels: readonly number[],
  room: Room,
) {
  const height = isProbability ? logOdds : (value: number) => value;
  const grid = { x: x.range, y: y.range, columns: x.count, rows: y.count, values: Float64Array.from(values, height) };
  const lines = contourLines(grid, levels.map(height), room.x, room.y);
  return lines.map(({ d }, i) => ({ level: levels[i]!, d })).filter(({ d }) => d !== '');
}

/** The level on its longest line where there is room for it, clear of the middle where the point begins. */
function contourNumbers(
  lines: readonly { readonly level: number; readonly d: string }[],
  room: Room,
  em: number,
  ink: string,
): Label[] {
  const placed: Label[] = [];
  const middle = { x: (room.left + room.right) / 2, y: (room.top + room.bottom) / 2 };
  const isClear = (px: number, py: number) => Math.abs(px - middle.x) > em * 2.6 || Math.abs(py - middle.y) > em * 1.8;
  for (const { level, d } of lines) {
    const longest = d.split('M').reduce((a, b) => (b.length > a.length ? b : a), '');
    const points = [...longest.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(
      ([, px, py]) => [Number(px), Number(py)] as const,
    );
    const free = points
      .map((point, i) => ({ point, off: Math.abs(i - points.length / 3) }))
      .sort((a, b) => a.off - b.off)
      .find(({ point: [px, py] }) => {
        const inside =
          px > room.left + em * 1.6 && px < room.right - em * 1.6 && py > room.top + em && py < room.bottom - em;
        return (
          inside &&
          isClear(px, py) &&
          placed.every((other) => Math.abs(other.x - px) > em * 5 || Math.abs(other.y - py) > em * 2.4)
        );
      });
    if (!free) continue;
    const [px, py] = free.point;
    placed.push({ x: px, y: py + em * 0.35, text: shortest(level), anchor: 'middle', class: `halo ${ink}` });
  }
  return placed;
}

/** A grid's own numbers, where its cells are wide enough for them. */
function cellNumbers({ values }: Field, x: SliceAxis, y: SliceAxis, room: Room, em: number, ink: string): Label[] {
  const wide = (room.right - room.left) / x.count;
  const tall = (room.bottom - room.top) / y.count;
  const most = Math.max(...Array.from(values, Math.abs));
  const decimals = most < 10 ? 2 : most < 100 ? 1 : 0;
  const texts = Array.from(values, (value) => fixed(value, decimals));
  const longest = Math.max(...texts.map(({ length }) => length));
  if (wide < em * 0.58 * (longest + 1) || tall < em * 1.3) return [];
  return texts.map((text, i) => ({
    x: room.x(x.range[0] + (i % x.count)),
    y: room.y(y.range[0] + Math.floor(i / x.count)) + em * 0.35,
    text,
    anchor: 'middle',
    class: `halo ${ink}`,
  }));
}

function ticksOf(
  { range: [first, last], count, isDiscrete }: SliceAxis,
  pixels: number,
  space: number,
): readonly number[] {
  if (!isDiscrete) return chooseTicks(first, last, pixels, space);
  const every = Math.ceil((count * space) / 2 / pixels);
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => first + i * every);
}
