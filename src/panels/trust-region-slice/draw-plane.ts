import { range, tickStep } from 'd3';
import { clippedLayer } from '../../charts/clip.ts';
import { contourLines, type Field, levelAlong } from '../../charts/contours.ts';
import { fixed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';
import { ellipseOf, regionOf } from './region.ts';
import { endsOf, surfacesOf } from './surface.ts';
import type { PlaneView } from './view.ts';

/** Lines of the surrogate that the natural step crosses, about; and the most of them on either side of 0. */
const CROSSED = 3;
const MOST_LINES = 8;
/** KL of the fainter lines, in δ. */
const FURTHER = [4, 16] as const;

/** What was measured of the plane: lines of equal surrogate, lines of equal KL, and the ellipse that stands for KL = δ. */
export function drawPlane(group: SVGGElement, slice: PlaneSlice, view: PlaneView): void {
  const { left, right, top, bottom, x, y, u } = view;
  const { surrogate, kl, placeX, placeY } = surfacesOf(slice);
  const levels = surrogateLevels(slice);
  const closed = (points: readonly (readonly [number, number])[]) =>
    `${pathOf(points.map(([px, py]): [number, number] => [x(px), y(py)]))}Z`;
  const lines = (field: Field, of: readonly number[]) =>
    contourLines(
      field,
      of,
      (column) => x(placeX(column)),
      (row) => y(placeY(row)),
    );
  const faint = (level: number) => (level === 0 ? 0.75 : level > 0 ? 0.4 : 0.22);
  const [border, ...further] = lines(
    kl.field,
    [1, ...FURTHER].map((times) => times * slice.delta),
  );
  const curves: Path[] = [
    { d: closed(regionOf(slice)), class: 'w-kl' },
    ...lines(surrogate.field, levels).map(({ level, d }) => ({
      d,
      class: 'thin s-ink',
      style: `opacity:${faint(level)}`,
    })),
    ...further.map(({ d }) => ({ d, class: 'thin s-kl', style: 'opacity:.5' })),
    { d: closed(ellipseOf(slice)), class: 'data s-kl dash', style: `stroke-width:${1.5 * u}` },
    { d: border!.d, class: 'data s-kl' },
  ];
  paths(clippedLayer(group, 'curves', { x: left, y: top, width: right - left, height: bottom - top }), curves);
  labels(layer(group, 'levels'), levelNames(slice, levels, view));
}

/** Whole multiples of a round step, among them 0. */
function surrogateLevels(slice: PlaneSlice): number[] {
  const promised = Math.abs(slice.gradient[0] * slice.natural.at[0]);
  if (!(promised > 0)) return [0];
  const step = tickStep(0, promised, CROSSED);
  const { values } = surfacesOf(slice).surrogate.field;
  const lowest = Math.ceil(Math.min(...values) / step);
  const highest = Math.floor(Math.max(...values) / step);
  return range(Math.max(-MOST_LINES, lowest), Math.min(MOST_LINES, highest) + 1).map((i) => i * step);
}

/** Values of the lines where they leave the picture on its right, or below. */
function levelNames(
  slice: PlaneSlice,
  levels: readonly number[],
  { x, y, left, right, bottom, beside, u, em }: PlaneView,
): Label[] {
  const { at } = surfacesOf(slice).surrogate;
  const [low, high] = endsOf(slice.y);
  const step = levels.length > 1 ? levels[1]! - levels[0]! : 1;
  const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-6)));
  const [start, end, foot] = [x.invert(left + 3 * em), x.invert(right - 4 * u), y.invert(bottom - 4 * u)];
  const named: Label[] = [];
  const isFree = (px: number, py: number) =>
    named.every(
      (other) => Math.abs(other.y - py) > em * (beside === null ? 1.3 : 2.5) || Math.abs(other.x - px) > em * 4,
    );
  // from 0 on, so that what is left out where lines crowd is far away
  for (const level of levels.toSorted((a, b) => Math.abs(a) - Math.abs(b))) {
    const text = level === 0 ? '0' : `${level > 0 ? '+' : ''}${fixed(level, decimals)}`;
    const onRight = levelAlong(at, [end, low], [end, high], level, 60);
    const py = onRight && y(onRight[1]) + em * 0.35;
    if (py !== null && py > y(high) + em && py < y(low) - em * 1.6) {
      if (isFree(right, py)) named.push({ x: right - 4 * u, y: py, text, anchor: 'end', class: 'halo' });
      continue;
    }
    if (beside !== null) continue;
    const below = levelAlong(at, [start, foot], [x.invert(right - 2 * em), foot], level, 60);
    const px = below && x(below[0]);
    if (px !== null && isFree(px, bottom - 5 * u))
      named.push({ x: px, y: bottom - 5 * u, text, anchor: 'middle', class: 'halo' });
  }
  return named;
}

/** Where the fainter lines of KL leave the picture on its left, above θ_old: with their names. */
export function furtherMarks(
  slice: PlaneSlice,
  { x, y, left, u }: PlaneView,
): { x: number; y: number; name: string }[] {
  const { kl } = surfacesOf(slice);
  const edge = left + 4 * u;
  const start = x.invert(edge);
  return FURTHER.flatMap((times) => {
    const at = levelAlong(kl.at, [start, 0], [start, slice.y.at(-1)!], times * slice.delta, 60);
    return at ? [{ x: edge, y: y(at[1]), name: `${times} *δ*` }] : [];
  });
}
