import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import { type Contour, contourLines, type Field, levelAlong, sampleField } from '../../../charts/contours.ts';
import { fixed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { paths } from '../../../charts/paths.ts';
import { objective } from '../../../exact/two-state.ts';
import { PROBLEM } from '../quantities.ts';
import type { Plane } from './layout.ts';

const LEVELS = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8];
const worth = (first: number, second: number) => objective(PROBLEM, [first, second]);

let field: Field | undefined;
const traced = new WeakMap<SVGSVGElement, { key: string; lines: readonly Contour[]; names: readonly Label[] }>();

/** Contours of the exact U behind everything else. They are traced once a size, not once a frame. */
export function drawLandscape(svg: SVGSVGElement, plane: Plane): void {
  const { u, em, x, y, left, right, top, bottom, room } = plane;
  const key = [left, right, top, bottom].join();
  let contours = traced.get(svg);
  if (contours?.key !== key) {
    field ??= sampleField(worth, [-6, 8], [-5, 5], 169, 121);
    contours = { key, lines: contourLines(field, LEVELS, x, y), names: namesOf(plane) };
    traced.set(svg, contours);
  }
  paths(
    clippedLayer(svg, 'landscape', room),
    contours.lines.map(({ d }) => ({ d, class: 'hair', style: 'opacity:.62' })),
  );
  labels(layer(svg, 'levels'), contours.names);
  const ticks = (low: number, high: number) =>
    [-6, -4, -2, 0, 2, 4, 6, 8].filter((tick) => tick >= low + 0.2 && tick <= high - 0.2);
  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: ticks(...ends(x.domain())), line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, { ticks: ticks(...ends(y.domain())), line: [bottom, top] });
  labels(layer(svg, 'axis-names'), [
    { x: right - 2 * u, y: bottom - 7 * u, text: '*θ*_{i}', anchor: 'end', class: 'lbl halo' },
    { x: left + 8 * u, y: top + em, text: '*θ*_{j}', class: 'lbl halo' },
  ]);
}

const ends = (domain: readonly number[]) => [domain[0]!, domain[1]!] as const;

/** Each level's name on its line, near the left edge, which all of them cross. */
function namesOf({ x, y, u, em, narrow }: Plane): Label[] {
  const [low, high] = ends(y.domain());
  const at = x.domain()[0]! + (narrow ? 0.75 : 0.6);
  return LEVELS.flatMap((level, i): Label[] => {
    const place = levelAlong(worth, [at, low], [at, high], level);
    if (!place || y(place[1]) < y(high) + 2.2 * em || y(place[1]) > y(low) - 0.8 * em || (narrow && i % 2)) return [];
    const name = level === 1 ? '*U* = 1.0' : fixed(level, 1);
    return [
      {
        x: x(place[0]),
        y: y(place[1]) + em * 0.35,
        text: name,
        anchor: 'middle',
        class: 'halo',
        style: `letter-spacing:${0.2 * u}px`,
      },
    ];
  });
}
