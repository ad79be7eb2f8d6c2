import type { Label } from '../../charts/labels.ts';
import { plainText } from '../../charts/rich-text.ts';

/** A mark that is to be named. Names are placed in order: the first one has the widest choice. */
export interface Named {
  readonly x: number;
  readonly y: number;
  /** Px that the mark takes around its place. */
  readonly size: number;
  /** One line each. */
  readonly lines: readonly string[];
  readonly class: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Point = readonly [x: number, y: number];

/** A line that names should keep clear of. */
export type Line = readonly [from: Point, to: Point];

/** Where a name may stand beside its mark: to which side, and how many lines its middle is above it. */
const PLACES = [
  [1, 0],
  [-1, 0],
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
  [0, 1.3],
  [0, -1.3],
  [1, 2.2],
  [-1, 2.2],
  [1, -2.2],
  [-1, -2.2],
  [1, 3.4],
  [-1, 3.4],
  [1, -3.4],
  [-1, -3.4],
] as const;

/**
 * Each name beside its mark, where it covers least of the marks, of the lines and points, and of the names before it, inside
 * the room.
 */
export function placeNames(
  names: readonly Named[],
  lines: readonly Line[],
  points: readonly Point[],
  room: Box,
  em: number,
): Label[] {
  const marks = [
    ...names.map(({ x, y, size }) => around(x, y, size)),
    ...lines.flatMap((line) => beads(line, em)),
    ...points.map(([x, y]) => around(x, y, em * 0.15)),
  ];
  const taken: Box[] = [];
  return names.flatMap((name) => {
    const best = PLACES.map((place) => ({ place, box: boxOf(name, place, em) }))
      .map(({ place, box }) => ({ place, box, cost: costOf(box, room, marks, taken) }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    taken.push(best.box);
    const [side] = best.place;
    const anchor = side > 0 ? 'start' : side < 0 ? 'end' : 'middle';
    const x = side > 0 ? best.box.left : side < 0 ? best.box.right : name.x;
    return name.lines.map(
      (text, i): Label => ({ x, y: best.box.top + em * (0.95 + 1.2 * i), text, anchor, class: `${name.class} halo` }),
    );
  });
}

function boxOf({ x, y, size, lines }: Named, [side, up]: readonly [number, number], em: number): Box {
  const width = Math.max(...lines.map((line) => plainText(line).length)) * em * 0.52;
  const height = lines.length * em * 1.2;
  const gap = size + em * 0.3;
  const left = side > 0 ? x + gap : side < 0 ? x - gap - width : x - width / 2;
  const middle = y - up * (em * 0.7 + height * 0.4);
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}

/** Small boxes along a line. */
function beads([[x1, y1], [x2, y2]]: Line, em: number): Box[] {
  const count = Math.min(60, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / (em * 0.5)));
  return Array.from({ length: count + 1 }, (_, i) =>
    around(x1 + ((x2 - x1) * i) / Math.max(count, 1), y1 + ((y2 - y1) * i) / Math.max(count, 1), em * 0.25),
  );
}

const around = (x: number, y: number, r: number): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

/** The area of marks that is covered; that of other names, and what leaves the room, count many times over. */
function costOf(box: Box, room: Box, marks: readonly Box[], names: readonly Box[]): number {
  const covered = (others: readonly Box[]) => others.reduce((sum, other) => sum + overlap(box, other), 0);
  const area = (box.right - box.left) * (box.bottom - box.top);
  return covered(marks) + 40 * covered(names) + 20 * (area - overlap(box, room));
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
