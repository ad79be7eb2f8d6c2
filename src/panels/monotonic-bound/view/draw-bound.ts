import { range, type ScaleLinear, scaleLinear } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dimensionPaths } from '../../../charts/dimension.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { probes } from '../../../charts/probe.ts';
import { segments } from '../../../charts/segments.ts';
import { chooseTicks } from '../../../charts/ticks.ts';
import { minoriser } from '../../../exact/monotonic-bound.ts';
import { snap } from '../../snap.ts';
import { type Bound, type BoundState, policyAt } from '../quantities.ts';
import { AXIS, STARTS } from '../spec.ts';

/** Where the reader points along the axis, kept between redraws. */
export interface Touch {
  theta: number | null;
}

type Change = (change: Partial<BoundState>) => void;
type Scale = ScaleLinear<number, number>;

const PIECES = 160;
const STEP = 0.05;

/** U over the whole axis, with L and the bound that touch it at θ_old, and the bounds that led there. */
export function drawBound(frame: Frame, bound: Bound, touch: Touch, set: Change): void {
  const { svg, width, height, u, em } = frame;
  const { worth, old, next, trail } = bound;
  const narrow = width < 480 * u;
  const [left, right] = [38 * u, width - 10 * u];
  const [top, bottom] = [8 * u, height - em * 1.4 - 10 * u];
  const x = scaleLinear(AXIS, [left, right]);
  const places = range(PIECES + 1).map((i) => AXIS[0] + ((AXIS[1] - AXIS[0]) * i) / PIECES);
  const most = Math.max(...places.map(worth));
  // below the curves, two rows: how far the theorem goes, and how far practice
  const foot = bottom - em * 3.3;
  const y = scaleLinear([-0.04 * most, most * 1.12], [foot, top]);
  const room = { x: left, y: top, width: right - left, height: foot - top };
  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: narrow ? [-4, -2, 0, 2, 4] : range(-4, 5), line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, { ticks: chooseTicks(0, most, foot - top, em * 4), line: [foot, top] });

  const around = pointsAround(bound, AXIS);
  const before = trail.slice(0, -1).slice(-SHOWN);
  paths(
    clippedLayer(svg, 'before', room),
    before.map((at, i) => ({
      d: pathOf(curve(x, y, minoriser(bound.line, at).bound, near(at, bound))),
      class: 'thin s-kl',
      style: `opacity:${(0.15 + (0.4 * (i + 1)) / SHOWN).toFixed(2)}`,
    })),
  );
  const clipped = clippedLayer(svg, 'curves', room);
  paths(clipped, curvesOf(x, y, bound, around, places, u));
  segments(layer(svg, 'leaders'), [
    { x1: left, y1: foot, x2: right, y2: foot, class: 'gr' },
    { x1: x(old.at), y1: y(old.value), x2: x(old.at), y2: bottom, class: 'thin s-old', style: 'opacity:.55' },
  ]);
  dots(layer(svg, 'trail'), [
    ...trail.slice(0, -1).map((at) => ({ x: x(at), y: y(worth(at)), r: 2.5 * u, class: 'f-old', style: 'opacity:.7' })),
    { x: x(next), y: y(worth(next)), r: 4.5 * u, class: 'f-paper s-new', style: `stroke-width:${1.5 * u}` },
  ]);
  drawPractice(svg, bound, x, { u, em, bottom });
  labels(layer(svg, 'words'), namesOf(bound, x, y, { u, em, left, right, top, foot, narrow }));
  drawReading(frame, bound, touch, x, y, room);
  handles(layer(svg, 'handle'), [
    {
      x: x(Math.max(AXIS[0], Math.min(AXIS[1], old.at))),
      y: y(old.value),
      fill: 'f-old',
      grip: 'x',
      label: 'old policy theta',
      value: Number(old.at.toFixed(3)),
      min: STARTS[0],
      max: STARTS[1],
      valueText: `${fixed(old.at, 3)}, U ${fixed(old.value, 3)}`,
      onDrag: (px) => set({ theta: snap(x.invert(px), STEP, ...STARTS), improvements: 0 }),
      onStep: (dx, dy) => set({ theta: snap(old.at + (dx || dy) * 2 * STEP, STEP, ...STARTS), improvements: 0 }),
      onEnd: (side) => set({ theta: STARTS[side < 0 ? 0 : 1], improvements: 0 }),
    },
  ]);
}

/** Bounds of earlier improvements that stay in sight. */
const SHOWN = 6;

/** How far from where it touches an earlier bound is drawn: a few of its steps. */
const near = (at: number, { old, next }: Bound): readonly [number, number] => {
  const reach = Math.max(0.4, 3 * Math.abs(next - old.at));
  return [at - reach, at + reach];
};

/** Places for L and the bound: dense around θ_old, where a steep bound bends, and out to both ends. */
function pointsAround({ old, next }: Bound, [low, high]: readonly [number, number]): number[] {
  const step = Math.max(Math.abs(next - old.at), 1e-4);
  const dense = range(-60, 61).map((i) => old.at + (i / 10) * step);
  const wide = range(81).map((i) => low + ((high - low) * i) / 80);
  return [...dense, ...wide].filter((t) => t >= low && t <= high).sort((a, b) => a - b);
}

const curve = (x: Scale, y: Scale, f: (t: number) => number, [low, high]: readonly [number, number]): Point[] =>
  range(61).map((i) => {
    const t = low + ((high - low) * i) / 60;
    return [x(t), y(f(t))];
  });

/** U (ink), L (dashed: it looks at the old policy's states), the bound, and between the two the price of KL. */
export function curvesOf(
  x: Scale,
  y: Scale,
  { worth, old }: Bound,
  around: readonly number[],
  places: readonly number[],
  u: number,
) {
  const surrogate = around.map((t): Point => [x(t), y(old.surrogate(t))]);
  const lower = around.map((t): Point => [x(t), y(old.bound(t))]);
  const seen = lower.map(([, py]) => py < y.range()[0]!);
  const wash = [...surrogate.filter((_, i) => seen[i]), ...lower.filter((_, i) => seen[i]).toReversed()];
  return [
    { d: `${pathOf(wash)}Z`, class: 'w-kl' },
    { d: pathOf(places.map((t): Point => [x(t), y(worth(t))])), class: 'data s-ink' },
    { d: pathOf(surrogate), class: 'data s-new dash', style: `stroke-width:${1.75 * u}` },
    { d: pathOf(lower), class: 'data s-kl' },
  ];
}

/** On the axis: how far the theorem goes, and how far practice. */
function drawPractice(
  svg: SVGSVGElement,
  { old, next, practical }: Bound,
  x: Scale,
  { u, em, bottom }: { readonly u: number; readonly em: number; readonly bottom: number },
): void {
  const [first, second] = [bottom - em * 2.45, bottom - em * 0.95];
  paths(layer(svg, 'steps'), [
    ...dimensionPaths({ from: [x(old.at), first], to: [x(next), first], stroke: 's-new', fill: 'f-new' }),
    ...dimensionPaths({ from: [x(old.at), second], to: [x(practical), second], stroke: 's-kl', fill: 'f-kl' }),
  ]);
  // beyond the arrows, or behind where they begin if the axis ends too soon
  const ahead = practical >= old.at ? 1 : -1;
  const end = x.range()[ahead > 0 ? 1 : 0]!;
  const room = Math.min(Math.abs(end - x(next)), Math.abs(end - x(practical))) > em * 7.5;
  const words = (at: number, y: number, text: string, cls: string): Label => ({
    x: x(room ? at : old.at) + (room ? ahead : -ahead) * 8 * u,
    y: y + em * 0.35,
    text,
    anchor: room === ahead > 0 ? 'start' : 'end',
    class: `halo ${cls}`,
  });
  labels(layer(svg, 'step-words'), [
    words(next, first, 'the theorem’s step', 't-new'),
    words(practical, second, 'practice’s *δ*', 't-kl'),
  ]);
}

interface Ends {
  readonly u: number;
  readonly em: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
  readonly narrow: boolean;
}

/** Each curve is named where it has parted from the others. */
function namesOf({ worth, old, next }: Bound, x: Scale, y: Scale, ends: Ends): Label[] {
  const { u, em, left, right, top, foot, narrow } = ends;
  const side = next >= old.at ? 1 : -1;
  // where the bound has fallen by a fifth of the axis its name stands beside it, ahead of θ_old or, without room, behind it
  const drop = (y.domain()[1]! - y.domain()[0]!) / 5;
  const fallen = (way: number): number => {
    let out = Math.abs(next - old.at) || 0.01;
    const level = Math.max(y.domain()[0]! * 0.2, old.value - drop);
    while (out < 8 && old.bound(old.at + way * out) > level) out *= 1.1;
    return old.at + way * out;
  };
  const [ahead, behind] = [fallen(side), fallen(-side)];
  const fits = (t: number, way: number) => (way > 0 ? x(t) < right - 8 * em : x(t) > left + 8 * em);
  const [at, way] = fits(ahead, side) ? [ahead, side] : [behind, -side];
  const far = side > 0 ? AXIS[1] : AXIS[0];
  const gap = y(old.surrogate(far)) - y(worth(far));
  return [
    {
      x: x(at) + way * 8 * u,
      y: Math.min(foot - em * 0.5, y(old.bound(at)) + em * 0.35),
      text: narrow ? '*L* − *C* KL' : '*L* − *C* KL_{max}',
      anchor: way > 0 ? 'start' : 'end',
      class: 't-kl halo',
    },
    {
      x: x(far) - side * 6 * u,
      y: Math.max(top + em, Math.min(y(0), y(old.surrogate(far)) + (gap > 0 ? em * 1.3 : -em * 0.6))),
      text: '*L*',
      anchor: side > 0 ? 'end' : 'start',
      class: 't-new halo',
    },
    {
      x: x(far) - side * 6 * u,
      y: y(worth(far)) + (gap > 0 ? -em * 0.6 : em * 1.3),
      text: '*U*(*θ*)',
      anchor: side > 0 ? 'end' : 'start',
      class: 't-ink halo',
    },
    { x: right, y: foot - 6 * u, text: '*θ*', anchor: 'end', class: 'lbl halo' },
    {
      x: x(old.at) - side * 12 * u,
      y: y(old.value) - em * 0.9,
      text: '*π*_{old}',
      anchor: side > 0 ? 'end' : 'start',
      class: 't-old halo',
    },
  ];
}

/** U, L and the bound at the place that the reader points at. */
function drawReading(
  { svg, redraw, u, em }: Frame,
  bound: Bound,
  touch: Touch,
  x: Scale,
  y: Scale,
  room: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const { worth, old } = bound;
  const at = touch.theta;
  const point = (theta: number | null) => {
    touch.theta = theta === null ? null : Math.max(AXIS[0], Math.min(AXIS[1], theta));
    redraw();
  };
  const [p, q] = at === null ? [0, 0] : policyAt(bound, at);
  const words =
    at === null
      ? ''
      : `*θ* ${fixed(at)}: *U* ${fixed(worth(at), 3)}, *L* ${fixed(old.surrogate(at), 3)}, bound ${fixed(old.bound(at), 3)}`;
  probes(layer(svg, 'probe'), [
    {
      ...room,
      label: 'Read U, the surrogate and the bound',
      valueText:
        at === null
          ? 'none; arrow keys move it'
          : `theta ${fixed(at)}, stay with ${fixed(p)} and ${fixed(q)}: U ${fixed(worth(at), 3)}, L ${fixed(old.surrogate(at), 3)}, bound ${fixed(old.bound(at), 3)}`,
      onPoint: (place) => point(place && x.invert(place[0])),
      onStep: (by) => point((touch.theta ?? old.at) + by * STEP),
    },
  ]);
  const inside = (value: number) => Math.max(room.y, Math.min(room.y + room.height, y(value)));
  segments(
    layer(svg, 'crosshair'),
    at === null ? [] : [{ x1: x(at), y1: room.y, x2: x(at), y2: room.y + room.height, class: 'gr' }],
  );
  dots(
    layer(svg, 'crosshair-dots'),
    at === null
      ? []
      : [
          { x: x(at), y: inside(worth(at)), r: 3 * u, class: 'f-ink' },
          { x: x(at), y: inside(old.surrogate(at)), r: 3 * u, class: 'f-new' },
          { x: x(at), y: inside(old.bound(at)), r: 3 * u, class: 'f-kl' },
        ],
  );
  labels(layer(svg, 'reading'), [{ x: room.x + 8 * u, y: room.y + em, text: words, class: 't-ink halo' }]);
}
