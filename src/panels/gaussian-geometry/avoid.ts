import type { Point } from '../../charts/decimate.ts';
import type { Label } from '../../charts/labels.ts';
import { plainText } from '../../charts/rich-text.ts';

/** A rectangle of px. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Mean width of a letter of figure text, in em. */
const LETTER = 0.52;

/** About how wide a label is. */
export const widthOf = (text: string, em: number): number =>
  plainText(text).replaceAll(' ', '').length * LETTER * em + em;

/** About where a label stands. */
export function boxOf({ x, y, text, anchor = 'start' }: Label, em: number): Box {
  const width = widthOf(text, em);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - em, bottom: y + em * 0.3 };
}

/** How many of the points lie in one of the boxes, or within `margin` px of it. */
export const hits = (boxes: readonly Box[], points: readonly Point[], margin: number): number =>
  points.filter(([x, y]) =>
    boxes.some(
      (box) => x > box.left - margin && x < box.right + margin && y > box.top - margin && y < box.bottom + margin,
    ),
  ).length;

/** Points that stand for a box: its corners, its middle, and what lies between along its length. */
export const pointsOf = ({ left, right, top, bottom }: Box): Point[] =>
  [0, 0.25, 0.5, 0.75, 1].flatMap((part): Point[] => {
    const x = left + (right - left) * part;
    return [
      [x, top],
      [x, (top + bottom) / 2],
      [x, bottom],
    ];
  });
