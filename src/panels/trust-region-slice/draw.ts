import { axisX, axisY } from '../../charts/axis.ts';
import { dimensionPaths } from '../../charts/dimension.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, percent } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { keptLayer } from '../../charts/kept-layer.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { plainText } from '../../charts/rich-text.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';
import { snap } from '../snap.ts';
import { drawPlane, furtherMarks } from './draw-plane.ts';
import { type Line, type Named, placeNames } from './names.ts';
import { gain, inDelta, NOWHERE, type PlaceRead, readAt, shareInPlane } from './reading.ts';
import { ellipseOf, regionOf } from './region.ts';
import { type PlaneView, viewOf } from './view.ts';

export interface SliceInput {
  readonly slice: PlaneSlice | null;
  readonly iteration: number | null;
  readonly why: string | null;
  /** Where values are read, in lengths of the natural step. */
  readonly place: readonly [number, number];
  readonly onPlace: (x: number, y: number) => void;
}

/** The share of ‖Δθ‖² below which the blue point is called a shadow. */
const MOSTLY = 0.9;

/** The plane with what was measured of it; in it the step taken, the natural one, the vanilla one, and a place to read. */
export function drawSlice(frame: Frame, { slice, iteration, why, place, onPlace }: SliceInput): void {
  const { svg, width, height } = frame;
  const view = viewOf(frame, slice);
  const { x, y, left, right, top, bottom, u, em } = view;
  const key = slice ? [width, height, u, em, iteration, slice.kl[0], slice.surrogate[0]].join() : `${width} ${height}`;
  // contours stand still while the reading point is dragged
  keptLayer(svg, 'plane', key, (group) => (slice ? drawPlane(group, slice, view) : group.replaceChildren()));
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: slice ? chooseTicks(...(x.domain() as [number, number]), right - left, em * 5) : [],
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: slice ? chooseTicks(...(y.domain() as [number, number]), bottom - top, em * 3) : [],
    line: [bottom, top],
  });
  const at = slice && readAt(slice, ...place);
  paths(layer(svg, 'steps'), slice ? stepPaths(slice, view) : []);
  dots(
    layer(svg, 'ends'),
    slice
      ? [
          { x: x(0), y: y(0), r: 5 * u, class: 'f-old' },
          { x: x(slice.natural.at[0]), y: y(0), r: 4 * u, class: 'f-paper data s-kl' },
          ...(slice.step.kl < NOWHERE ? [] : [{ ...inside(slice.step.at, view), r: 5 * u, class: 'f-new' }]),
        ]
      : [],
  );
  labels(layer(svg, 'words'), [
    { x: left, y: top - em * 0.5, text: slice ? 'thin lines: *L*^{IS} − *L*^{IS}(*θ*_{k})' : '', class: 'lbl halo' },
    {
      x: view.beside ?? right,
      y: view.beside === null ? bottom + em * 2.65 : bottom + em * 0.35,
      text: view.narrow ? 'along *F*^{−1}*g*' : 'length in *θ*, along *F*^{−1}*g*; upwards: the rest of *g*',
      anchor: view.beside === null ? 'end' : 'start',
      class: 'lbl',
    },
    ...(slice && at ? namesOf(slice, at, view) : []),
    { x: (left + right) / 2, y: (top + bottom) / 2, text: why ?? '', anchor: 'middle', class: 'halo' },
  ]);
  handles(layer(svg, 'handle'), slice && at ? [placeHandle(slice, at, place, view, onPlace)] : []);
}

/** In the picture; what lies beyond stands at its edge. */
function inside([px, py]: readonly [number, number], { x, y, left, right, top, bottom }: PlaneView) {
  return { x: Math.max(left, Math.min(right, x(px))), y: Math.max(top, Math.min(bottom, y(py))) };
}

function stepPaths(slice: PlaneSlice, view: PlaneView): Path[] {
  const { x, y, u } = view;
  const length = slice.natural.at[0];
  const [vx, vy] = slice.vanilla.at;
  const turn = Math.atan2(vy, vx);
  const arc = Array.from({ length: 41 }, (_, i): [number, number] => {
    const angle = (turn * i) / 40;
    return [x(length * Math.cos(angle)), y(length * Math.sin(angle))];
  });
  const end = inside(slice.step.at, view);
  const from: [number, number] = [x(0), y(0)];
  return [
    { d: pathOf(arc), class: 'thin s-euclid', style: 'opacity:.6' },
    { d: pathOf([from, [x(length), y(0)]]), class: 'thin s-kl' },
    ...dimensionPaths({ from, to: [x(vx), y(vy)], stroke: 's-euclid', fill: 'f-euclid', open: true }),
    {
      d: pathOf([from, [end.x, end.y]]),
      class: shareInPlane(slice) < MOSTLY ? 'data s-new dash' : 'data s-new',
      style: `stroke-width:${2.5 * u}`,
    },
  ];
}

/** The reading first, for it changes most; each mark with what it gains and what it costs. */
function namesOf(slice: PlaneSlice, at: PlaceRead, view: PlaneView): Label[] {
  const { x, y, u, em, narrow, left, right, top, bottom, beside } = view;
  const { natural, vanilla, step, delta } = slice;
  if (beside !== null) return tell(slice, at, beside, top, em);
  const price = (mark: Priced) => priceOf(mark, delta);
  const share = shareInPlane(slice);
  const shadow = narrow ? ', its shadow' : `, its shadow: the plane holds ${percent(share)} of ‖Δ*θ*‖^{2}`;
  const moved = step.kl >= NOWHERE;
  const [from, taken] = [{ x: x(0), y: y(0) }, inside(step.at, view)];
  const [plain, ideal] = [
    { x: x(vanilla.at[0]), y: y(vanilla.at[1]) },
    { x: x(natural.at[0]), y: y(0) },
  ];
  const corner = regionOf(slice).reduce((a, b) => (b[0] < a[0] ? b : a));
  const border = inside(corner, view);
  const size = 6 * u;
  const named: Named[] = [
    { x: x(at.x), y: y(at.y), size: 15 * u, lines: [price(at)], class: 't-ink' },
    ...(moved
      ? [{ ...taken, size, lines: [share < MOSTLY ? `*θ*_{k+1}${shadow}` : '*θ*_{k+1}'], class: 't-new' }]
      : []),
    { ...ideal, size, lines: narrow ? ['natural'] : ['natural:', price(natural)], class: 't-kl' },
    { ...plain, size, lines: narrow ? ['plain'] : ['plain, as long:', price(vanilla)], class: 't-euclid' },
    { ...from, size, lines: ['*θ*_{k}'], class: 't-old' },
    {
      ...border,
      size: 2 * u,
      lines: narrow ? ['KL = *δ*'] : ['KL(*π*_{k} ‖ *π*_{θ}) = *δ*', 'dashed: ½ *d*ᵀ*Fd* = *δ*'],
      class: 't-kl',
    },
    ...furtherMarks(slice, view).map((mark) => ({ ...mark, size: 0, lines: [mark.name], class: 't-kl' })),
  ];
  const line = (to: { x: number; y: number }): Line => [
    [from.x, from.y],
    [to.x, to.y],
  ];
  const borders = [...regionOf(slice), ...ellipseOf(slice)].map(([px, py]) => [x(px), y(py)] as const);
  // levels of the surrogate stand along the right and at the foot
  const room = { left, right: right - em * 3, top, bottom: bottom - em * 1.5 };
  return placeNames(named, [line(plain), line(ideal), line(taken)], borders, room, em);
}

type Priced = Pick<PlaceRead, 'surrogate' | 'kl'>;

const priceOf = ({ surrogate, kl }: Priced, delta: number): string => `${gain(surrogate)}, KL ${inDelta(kl, delta)}`;

/** The marks in words, where the plane is too low for them. */
function tell(slice: PlaneSlice, at: PlaceRead, x: number, top: number, em: number): Label[] {
  const { step, natural, vanilla, delta } = slice;
  const share = shareInPlane(slice);
  const shadow = share < MOSTLY ? `; ${percent(share)} of ‖Δ*θ*‖^{2} in sight` : '';
  return [
    { text: `● *θ*_{k+1}: ${priceOf(step, delta)}${shadow}`, class: 't-new' },
    { text: `○ natural: ${priceOf(natural, delta)}`, class: 't-kl' },
    { text: `→ plain, as long: ${priceOf(vanilla, delta)}`, class: 't-euclid' },
    { text: `+ here: ${priceOf(at, delta)}`, class: 't-ink' },
    { text: 'shaded: KL ≤ *δ*; dashed: ½ *d*ᵀ*Fd* = *δ*', class: 't-kl' },
  ].map((line, i) => ({ x, y: top + em * (0.9 + 1.35 * i), ...line }));
}

const STEP = 0.05;
const REACH = 3;

function placeHandle(
  slice: PlaneSlice,
  at: PlaceRead,
  [placeX, placeY]: readonly [number, number],
  { x, y, u }: PlaneView,
  onPlace: SliceInput['onPlace'],
): Handle {
  const length = slice.natural.at[0];
  const to = (px: number, py: number) => onPlace(snap(px, STEP, -REACH, REACH), snap(py, STEP, -REACH, REACH));
  return {
    x: x(at.x),
    y: y(at.y),
    fill: 'f-ink',
    grip: 'xy',
    radius: 5 * u,
    label: 'Place in the plane',
    value: placeX,
    min: -REACH,
    max: REACH,
    valueText: `${byMagnitude(at.x)} along, ${byMagnitude(at.y)} across: surrogate ${gain(at.surrogate)}, KL ${plainText(inDelta(at.kl, slice.delta))}`,
    onDrag: (px, py) => to(x.invert(px) / length, y.invert(py) / length),
    onStep: (dx, dy) => to(placeX + dx * STEP, placeY + dy * STEP),
  };
}
