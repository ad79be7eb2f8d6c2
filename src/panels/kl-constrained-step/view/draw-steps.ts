import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dimensionPaths } from '../../../charts/dimension.ts';
import { dots } from '../../../charts/dots.ts';
import { fixed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { type Segment, segments } from '../../../charts/segments.ts';
import type { Pair } from '../../../exact/two-state.ts';
import type { KlStep } from '../quantities.ts';
import { sayLambda } from '../verdict.ts';
import type { Plane } from './layout.ts';

/** Both steps from θ_old: the penalised one, and the plain gradient's of the same length and of the same KL. */
export function drawSteps(svg: SVGSVGElement, plane: Plane, step: KlStep): void {
  const { x, y, u, unit, room } = plane;
  const { theta, penalised, sameLength, sameKl, best } = step;
  const place = ([first, second]: Pair): Point => [x(first), y(second)];
  const from = place(theta);
  const radius = penalised.length * unit;
  const clipped = clippedLayer(svg, 'steps', room);
  paths(clipped, [
    {
      d: radius > 12 * u ? arc(from, radius, penalised.step, sameLength.step) : '',
      class: 'thin s-euclid',
      style: 'opacity:.7',
    },
    ...dimensionPaths({ from, to: place(sameLength.theta), stroke: 's-euclid', fill: 'f-euclid', open: true }),
    ...dimensionPaths({ from, to: place(penalised.theta), stroke: 's-new', fill: 'f-new', open: true }),
  ]);
  segments(clippedLayer(svg, 'lambda-ticks', room), lambdaTicks(plane, step));
  const inside = ({ theta: at }: { readonly theta: Pair }) =>
    x(at[0]) > plane.left && x(at[0]) < plane.right && y(at[1]) > plane.top && y(at[1]) < plane.bottom;
  dots(layer(svg, 'ends'), [
    ...[sameKl].filter(inside).map((end) => ({
      x: x(end.theta[0]),
      y: y(end.theta[1]),
      r: 4 * u,
      class: 'f-paper s-euclid',
      style: `stroke-width:${1.5 * u}`,
    })),
    ...[best].filter(inside).map((end) => ({
      x: x(end.theta[0]),
      y: y(end.theta[1]),
      r: 4.5 * u,
      class: 'f-paper s-new',
      style: `stroke-width:${1.5 * u}`,
    })),
  ]);
  labels(layer(svg, 'step-words'), namesOf(plane, step));
}

/** The arc of equal Euclidean length between two directions: from the penalised step's end to the plain one's. */
function arc([cx, cy]: Point, radius: number, a: Pair, b: Pair): string {
  const [from, to] = [Math.atan2(a[1], a[0]), Math.atan2(b[1], b[0])];
  const turn = Math.atan2(Math.sin(to - from), Math.cos(to - from));
  const pieces = 24;
  return pathOf(
    Array.from({ length: pieces + 1 }, (_, i): Point => {
      const angle = from + (turn * i) / pieces;
      return [cx + radius * Math.cos(angle), cy - radius * Math.sin(angle)];
    }),
  );
}

const MARKS = [16, 8, 4, 2, 1, 0.5, 0.25];

/** Values of λ whose places on the path d(λ) can be told apart, with the px from θ_old at which they lie. */
function marksOn({ unit, u }: Plane, { natural }: KlStep): { lambda: number; at: number }[] {
  const length = Math.hypot(...natural) * unit;
  let last = 0;
  return MARKS.flatMap((lambda) => {
    const at = length / lambda;
    if (at - last < 30 * u || at < 34 * u) return [];
    last = at;
    return [{ lambda, at }];
  });
}

/** Unit vectors on the screen: along the path d(λ), and across it. */
export function alongPath({ natural: [n1, n2] }: KlStep): { along: Point; across: Point } {
  const length = Math.hypot(n1, n2);
  const along: Point = [n1 / length, -n2 / length];
  return { along, across: [-along[1], along[0]] };
}

/** The path d(λ) is a ruler: a tick for each λ, and a longer one where the quadratic model spends δ. */
function lambdaTicks(plane: Plane, step: KlStep): Segment[] {
  const { x, y, u, unit } = plane;
  const { along, across } = alongPath(step);
  const tick = (at: number, half: number, cls: string): Segment => {
    const [px, py] = [x(step.theta[0]) + along[0] * at, y(step.theta[1]) + along[1] * at];
    return {
      x1: px - across[0] * half,
      y1: py - across[1] * half,
      x2: px + across[0] * half,
      y2: py + across[1] * half,
      class: cls,
    };
  };
  const meeting = (Math.hypot(...step.natural) * unit) / step.meeting;
  return [
    ...marksOn(plane, step).map(({ at }) => tick(at, 4 * u, 'thin s-new')),
    { ...tick(meeting, 8 * u, 'data s-kl') },
  ];
}

/** What stands beside the ends; each on the side where the others are not. */
function namesOf(plane: Plane, step: KlStep): Label[] {
  const { x, y, u, em, narrow, left, right, top, bottom, unit } = plane;
  const { theta, lambda, sameLength, best, meeting, natural } = step;
  const { along, across } = alongPath(step);
  const [ox, oy] = [x(theta[0]), y(theta[1])];
  const screen = ([first, second]: Pair): Point => [first * unit, -second * unit];
  const sideOf = ([dx, dy]: Point) => (dx * across[0] + dy * across[1] > 0 ? 1 : -1);
  // names of λ stand on the side of the path that the true optimum is not on
  const side = -sideOf(screen([best.theta[0] - theta[0], best.theta[1] - theta[1]]));
  const words: Label[] = [];
  const add = ([px, py]: Point, text: string, cls: string, anchor: NonNullable<Label['anchor']>) => {
    const seen = px > left + 8 * u && px < right - 8 * u && py > top + em && py < bottom - 4 * u;
    if (seen) words.push({ x: px, y: py + em * 0.35, text, class: `halo ${cls}`, anchor });
  };
  const outward = side * across[0];
  const anchor = outward > 0.3 ? 'start' : outward < -0.3 ? 'end' : 'middle';
  const beside = (at: number, off: number): Point => [
    ox + along[0] * at + side * across[0] * off,
    oy + along[1] * at + side * across[1] * off,
  ];
  const reach = Math.hypot(...natural) * unit;
  const [here, meets] = [reach / lambda, reach / meeting];
  const apart = Math.abs(meets - here) > em * 1.5;
  for (const mark of marksOn(plane, step))
    if (Math.abs(mark.at - here) > em * 1.5 && Math.abs(mark.at - meets) > em * 1.5)
      add(beside(mark.at, 10 * u), sayMark(mark.lambda), 't-new', anchor);
  if (apart) add(beside(meets, 14 * u), `${narrow ? '' : 'meets *δ* at '}*λ* = ${sayLambda(meeting)}`, 't-kl', anchor);
  const name = beside(here, 18 * u);
  const met = Math.abs(lambda / meeting - 1) < 0.005;
  add(name, `*λ* = ${sayLambda(lambda)}${met && !narrow ? ' meets *δ*' : ''}`, 't-new', anchor);

  const plain = screen(sameLength.step);
  const length = Math.hypot(...plain) || 1;
  const end: Point = [ox + plain[0] * (1 + (12 * u) / length), oy + plain[1] * (1 + (12 * u) / length)];
  const atEdge = end[0] > right - 7 * em;
  let level = end[1] + (atEdge ? em * 1.3 : 0);
  // two names on one side of the path stand one above the other
  if (sideOf(plain) === side && Math.abs(level - name[1]) < em * 1.4)
    level = name[1] + (side * across[1] > 0 ? 1 : -1) * em * 1.4;
  add([end[0], level], narrow ? 'plain' : 'plain gradient', 't-euclid', plain[0] >= 0 && !atEdge ? 'start' : 'end');
  const leftwards = -side * across[0] < 0;
  add(
    [x(best.theta[0]) + (leftwards ? -10 : 10) * u, y(best.theta[1])],
    narrow ? 'best' : 'the best with KL = *δ*',
    't-new',
    leftwards ? 'end' : 'start',
  );
  add([ox - 13 * u, oy + em * 0.9], '*π*_{old}', 't-old', 'end');
  return words;
}

const sayMark = (lambda: number): string => fixed(lambda, lambda >= 1 ? 0 : lambda === 0.5 ? 1 : 2);
