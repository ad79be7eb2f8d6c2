import type { Point } from '../../charts/decimate.ts';
import { fixed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { segments } from '../../charts/segments.ts';
import { boxOf, hits, widthOf } from './avoid.ts';
import type { Shapes } from './draw-plane.ts';
import { isInside, type Plane, placeAt } from './plane.ts';
import type { Geometry } from './quantities.ts';

interface Name {
  readonly text: string;
  readonly colour: 'kl' | 'euclid';
  /** Where on its curve the leader begins, as seen from the middle of the figure: 0 beside it, 1 above it. */
  readonly turn: number;
  readonly curve: readonly Point[];
}

/** A way to write the names: on which side of the figure, and how far from where they belong. */
interface Placing {
  readonly words: readonly Label[];
  readonly anchors: readonly Point[];
  readonly cost: number;
}

/** Shifts up and down that are tried, in em: the first ones are preferred. */
const SHIFTS = [0, -2.5, 2.5, -5];

/** Names all curves around θ_old beside them, on leaders, where they cover least of `others`. */
export function drawNames(
  svg: SVGSVGElement,
  plane: Plane,
  shapes: Shapes,
  quantities: Geometry,
  others: readonly Point[],
): void {
  const names = namesOf(plane, shapes, quantities);
  const placings = SHIFTS.flatMap((shift) =>
    ([1, -1] as const).map((side) => placing(plane, names, placeAt(plane, quantities.from), side, shift, others)),
  );
  const best = placings.reduce((least, one) => (one.cost < least.cost ? one : least));
  segments(
    layer(svg, 'leaders'),
    best.words.map(({ x, y, anchor }, i) => ({
      x1: best.anchors[i]![0],
      y1: best.anchors[i]![1],
      x2: x + (anchor === 'start' ? -5 : 5) * plane.u,
      y2: y - plane.em * 0.35,
      class: `thin s-${names[i]!.colour}`,
      style: 'opacity:.6',
    })),
  );
  labels(layer(svg, 'names'), best.words);
}

function placing(
  plane: Plane,
  names: readonly Name[],
  middle: Point,
  side: 1 | -1,
  shift: number,
  others: readonly Point[],
): Placing {
  const { u, em, top, bottom, left, right } = plane;
  const wide = Math.max(...names.map(({ text }) => widthOf(text, em)));
  const ends = names.flatMap(({ curve }) => curve.map(([x]) => x));
  const wanted = side > 0 ? Math.max(...ends) + 26 * u : Math.min(...ends) - 26 * u;
  // without room the words end where the axes do
  const edge = side > 0 ? Math.min(wanted, right - wide) : Math.max(wanted, left + em + wide);
  const anchors = names.map(({ curve, turn }) => anchorOf(plane, curve, middle, side, turn));
  const places = placeLabels(
    anchors.map(([, y], i) => middle[1] + (y - middle[1]) * 1.25 + (i - (names.length - 1) / 2 + shift) * em),
    em * 1.5,
    [top + em * 2.6, bottom - em * 0.9],
  );
  const words = names.map(
    ({ text, colour }, i): Label => ({
      x: edge,
      y: places[i]! + em * 0.35,
      text,
      anchor: side > 0 ? 'start' : 'end',
      class: `t-${colour} halo`,
    }),
  );
  const boxes = words.map((word) => boxOf(word, em));
  const covered = hits(boxes, others, 3 * u);
  const squeezed = Math.abs(edge - wanted) / em;
  return { words, anchors, cost: covered * 2 + squeezed + Math.abs(shift) * 0.5 + (side < 0 ? 0.5 : 0) };
}

/** Top to bottom. */
function namesOf({ narrow }: Plane, shapes: Shapes, { state }: Geometry): readonly Name[] {
  const delta = fixed(state.delta);
  const radius = fixed(state.radius);
  const reverse: Name[] = shapes.reverse
    ? [
        {
          text: narrow ? 'KL(*π* ‖ *π*_{old})' : `KL(*π* ‖ *π*_{old}) = ${delta}, true`,
          colour: 'kl',
          turn: 0.25,
          curve: shapes.reverse,
        },
      ]
    : [];
  return [
    {
      text: narrow ? `KL = ${delta}` : `KL(*π*_{old} ‖ *π*) = ${delta}, true`,
      colour: 'kl',
      turn: 0.6,
      curve: shapes.contour,
    },
    ...reverse,
    {
      text: narrow ? 'Fisher ellipse' : '½ *d*^{⊤}*F d* = *δ*, ellipse',
      colour: 'kl',
      turn: -0.35,
      curve: shapes.ellipse,
    },
    {
      text: narrow ? `‖*d*‖ = ${radius}` : `‖*d*‖ = ${radius}, Euclidean`,
      colour: 'euclid',
      turn: -0.7,
      curve: shapes.ball,
    },
  ];
}

/** The point of a curve, inside the axes, nearest to the direction `turn`, a part of a right angle, on that side. */
function anchorOf(plane: Plane, curve: readonly Point[], [cx, cy]: Point, side: 1 | -1, turn: number): Point {
  const angle = (turn * Math.PI) / 2;
  const [dx, dy] = [side * Math.cos(angle), -Math.sin(angle)];
  const turned = ([x, y]: Point) => ((x - cx) * dx + (y - cy) * dy) / (Math.hypot(x - cx, y - cy) || 1);
  const seen = curve.filter((point) => isInside(plane, point));
  return (seen.length > 0 ? seen : curve).reduce((best, point) => (turned(point) > turned(best) ? point : best));
}
