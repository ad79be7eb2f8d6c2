import { range } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { clippedLayer } from '../../charts/clip.ts';
import type { Point } from '../../charts/decimate.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { type Segment, segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { Layout, Row } from './layout.ts';
import type { Taylor } from './quantities.ts';

/** A curve of a row, with the name at its end. */
interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  readonly class: string;
}

const PIECES = 160;

/** KL along the line, its slope and its curvature: what each is, and what the parabola of θ_old says it is. */
export function drawRows(svg: SVGGElement, layout: Layout, quantities: Taylor): void {
  const { u, em, narrow, left, right, x, rows } = layout;
  const { slice, fisher, reach } = quantities;
  const curve = ({ y }: Row, name: string, style: string, f: (t: number) => number): Curve => ({
    name,
    class: style,
    points: range(PIECES + 1).map((i): Point => {
      const t = -reach + (2 * reach * i) / PIECES;
      return [x(t), y(f(t))];
    }),
  });
  const exact = 'data s-kl';
  const model = `thin s-kl dash`;
  const curves: readonly [Row, string, readonly Curve[]][] = [
    [
      rows.value,
      'value',
      [
        curve(rows.value, narrow ? 'reversed' : 'KL(*π* ‖ *π*_{old})', 'thin s-kl', slice.reverse),
        curve(rows.value, narrow ? '½*t*^{2}*F*' : '½ *t*^{2} *d*^{⊤}*F d*', model, (t) => 0.5 * fisher * t * t),
        curve(rows.value, narrow ? 'KL' : 'KL(*π*_{old} ‖ *π*)', exact, slice.forward),
      ],
    ],
    [
      rows.slope,
      'slope',
      [
        curve(rows.slope, narrow ? '*t F*' : '*t d*^{⊤}*F d*', model, (t) => fisher * t),
        curve(rows.slope, narrow ? 'slope' : 'its slope', exact, slice.slope),
      ],
    ],
    [
      rows.curvature,
      'curvature',
      [
        curve(rows.curvature, narrow ? '*F*' : '*d*^{⊤}*F d*', model, () => fisher),
        curve(rows.curvature, narrow ? 'curvature' : 'its curvature', exact, slice.curvature),
      ],
    ],
  ];
  segments(layer(svg, 'zeros'), [
    { x1: left, y1: rows.value.y(0), x2: right, y2: rows.value.y(0), class: 'hair' },
    { x1: left, y1: rows.slope.y(0), x2: right, y2: rows.slope.y(0), class: 'hair' },
  ]);
  for (const [row, name, members] of curves) {
    const room = { x: left, y: row.top - u, width: right - left, height: row.bottom - row.top + 2 * u };
    paths(
      clippedLayer(svg, `${name}-curves`, room),
      members.map((member) => ({
        d: pathOf(within(member.points, row)),
        class: member.class,
        style: THIN[member.class] ?? '',
      })),
    );
    const [low, high] = row.y.domain() as [number, number];
    axisY(layer(svg, `${name}-axis`), row.y, left, {
      ticks: name === 'slope' ? [low / 2, 0, high / 2].map(tidy) : chooseTicks(low, high, row.bottom - row.top, em * 3),
      line: [row.bottom, row.top],
    });
    drawNames(svg, layout, row, name, members);
  }
  axisX(layer(svg, 'axis-t'), x, rows.curvature.bottom, {
    ticks: chooseTicks(-reach, reach, right - left),
    line: [left, right],
  });
  labels(layer(svg, 'axis-name'), [
    {
      x: right + 8 * u,
      y: rows.curvature.bottom + em * 1.4,
      text: narrow ? '*t*' : 'step *t*',
      class: 'lbl',
    },
  ]);
}

const THIN: Readonly<Record<string, string>> = {
  'thin s-kl dash': 'stroke-width:calc(var(--stroke-data) * .75)',
  'thin s-kl': 'stroke-width:calc(var(--stroke-data) * .5)',
};

/** Half an end of an axis, as it was meant. */
const tidy = (value: number): number => Number(value.toPrecision(6)) + 0;

/** Far outside, where nothing is seen, a curve need not go. */
const within = (points: readonly Point[], { top, bottom }: Row): Point[] =>
  points.map(([x, y]) => [x, Math.max(top - 400, Math.min(bottom + 400, y))]);

/** Names each curve beside where it ends, on the right. */
function drawNames(svg: SVGGElement, layout: Layout, row: Row, name: string, curves: readonly Curve[]): void {
  const { u, em, right } = layout;
  const ends = curves.map(({ points }) => endOf(points, row));
  const places = placeLabels(
    // where two curves leave together, the order is that of their names
    ends.map(([x, y], i) => y + (right - x) * -0.001 + i * 0.01),
    em * 1.4,
    [row.top + em * 0.2, row.bottom - em * 0.3],
  );
  segments(
    layer(svg, `${name}-leaders`),
    ends.map(
      ([x, y], i): Segment => ({
        x1: x,
        y1: y,
        x2: right + 8 * u,
        y2: places[i]!,
        class: 'thin s-kl',
        style: 'opacity:.5',
      }),
    ),
  );
  labels(
    layer(svg, `${name}-names`),
    curves.map(
      (curve, i): Label => ({
        x: right + 12 * u,
        y: places[i]! + em * 0.35,
        text: curve.name,
        class: 't-kl halo',
      }),
    ),
  );
}

/** Where a curve, followed from the middle to the right, leaves its row. */
function endOf(points: readonly Point[], { top, bottom }: Row): Point {
  let last = points[points.length >> 1]!;
  for (const point of points.slice(points.length >> 1)) {
    if (point[1] < top || point[1] > bottom) {
      const edge = point[1] < top ? top : bottom;
      const part = point[1] === last[1] ? 0 : (edge - last[1]) / (point[1] - last[1]);
      return [last[0] + (point[0] - last[0]) * part, edge];
    }
    last = point;
  }
  return last;
}
