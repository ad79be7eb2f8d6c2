import { range } from 'd3';
import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, thousands } from '../../../charts/format.ts';
import { type Handle, handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { probes } from '../../../charts/probe.ts';
import { conditionNumber } from '../../../exact/race.ts';
import type { Pair } from '../../../exact/two-state.ts';
import { snap } from '../../snap.ts';
import type { Problem } from '../problems.ts';
import type { FieldState, Race, Racer } from '../quantities.ts';
import { sayObjective } from '../verdict.ts';
import { COLOUR, drawLandscape, type Rule } from './draw-landscape.ts';
import { type Plane, planeOf } from './layout.ts';

/** What both fields and the course of J are drawn from. */
export interface View {
  readonly problem: Problem;
  readonly race: Race;
  /** How far the race has gone. */
  readonly steps: number;
  /** Where the reader points, in either field; kept between redraws. */
  readonly touch: { at: Pair | null };
  /** Draws both fields again. */
  readonly redraw: () => void;
  readonly set: (change: Partial<FieldState>) => void;
  /** Moves the start there and runs the race. */
  readonly raceFrom: (start: Partial<FieldState>) => void;
}

const TITLE = { vanilla: 'plain gradient ∇*J*', natural: 'natural gradient *F*^{−1}∇*J*' } as const;

/** One gradient's field over the contours of J, and where it leads from the start. */
export function drawField(frame: Frame, rule: Rule, view: View): void {
  const { svg, u, em } = frame;
  const { problem, race, steps } = view;
  const plane = planeOf(frame, problem);
  const { left, right, top, bottom, room } = plane;
  const colour = COLOUR[rule];
  drawLandscape(svg, plane, problem, rule);
  drawReading(svg, plane, view);
  const racer = race[rule];
  const course = courseOf(plane, racer, steps);
  paths(clippedLayer(svg, 'course', room), [
    { d: pathOf(course.points), class: 'data s-paper', style: `stroke:var(--paper);stroke-width:${5 * u}` },
    { d: pathOf(course.points), class: `data s-${colour}`, style: `stroke-width:${2.5 * u}` },
  ]);
  dots(
    clippedLayer(svg, 'stations', room),
    course.stations.map(([px, py]) => ({ x: px, y: py, r: 3 * u, class: `f-${colour}` })),
  );
  const words: Label[] = [
    { x: left, y: em * 1.1, text: TITLE[rule], class: `t-${colour}`, style: 'font-size:calc(var(--fs-ui) * 1.05)' },
    { x: right - 2 * u, y: bottom - 7 * u, text: problem.nameX, anchor: 'end', class: 'lbl halo' },
    { x: left + 7 * u, y: top + em, text: problem.nameY, class: 'lbl halo' },
    ...endName(plane, racer, course, rule, view),
  ];
  labels(layer(svg, 'words'), words);
  handles(layer(svg, 'handle'), [startHandle(plane, view)]);
}

interface Course {
  readonly points: readonly Point[];
  /** Places of single steps, as long as they lie apart. */
  readonly stations: readonly Point[];
  readonly last: number;
  /** Whether the course left the axes. */
  readonly left: boolean;
}

/** The course up to a step, thinned to what can be told apart, and ended where it leaves the axes. */
function courseOf({ x, y, left, right, top, bottom, u }: Plane, { places }: Racer, steps: number): Course {
  const points: Point[] = [];
  const stations: Point[] = [];
  const last = Math.min(steps, places.length - 1);
  let before: Point | null = null;
  let apart = true;
  for (let step = 0; step <= last; step += 1) {
    const [a, b] = places[step]!;
    const point: Point = [x(a), y(b)];
    const distance = before ? Math.hypot(point[0] - before[0], point[1] - before[1]) : Number.POSITIVE_INFINITY;
    const outside = point[0] < left || point[0] > right || point[1] < top || point[1] > bottom;
    if (distance > 1 || step === last) points.push(point);
    if (apart && step > 0 && !outside) {
      if (distance > 7 * u) stations.push(point);
      else apart = false;
    }
    if (distance > 1) before = point;
    if (outside) return { points, stations, last: step, left: true };
  }
  return { points, stations, last, left: false };
}

/** At the end of a course: how many steps, and what J is there. */
function endName(plane: Plane, racer: Racer, course: Course, rule: Rule, { steps }: View): Label[] {
  const { left, right, top, bottom, em, u } = plane;
  const end = course.points.at(-1);
  if (!end || steps === 0) return [];
  const done = Math.min(steps, racer.places.length - 1);
  const gone = racer.divergedAt !== null && steps >= racer.divergedAt;
  const arrived = racer.arrival !== null && racer.arrival <= steps;
  const text = gone
    ? `gone at step ${thousands(racer.divergedAt!)}`
    : arrived
      ? `90 % after ${thousands(racer.arrival!)}`
      : `${thousands(done)} ${done === 1 ? 'step' : 'steps'}: *J* ${sayObjective(racer.objectives[done]!)}`;
  const [px, py] = [Math.max(left, Math.min(right, end[0])), Math.max(top, Math.min(bottom, end[1]))];
  const leftwards = px > (left + right) / 2;
  return [
    {
      x: px + (leftwards ? -10 : 10) * u,
      y: Math.max(top + em * 1.3, Math.min(bottom - em, py + (py < (top + bottom) / 2 ? em * 1.5 : -em * 0.8))),
      text,
      anchor: leftwards ? 'end' : 'start',
      class: `halo t-${COLOUR[rule]}`,
    },
  ];
}

/** Where a start may stand, as the state's schema has it: steps and ends along either axis. */
interface Ground {
  readonly steps: Pair;
  readonly x: Pair;
  readonly y: Pair;
}
const LOGITS: Ground = { steps: [0.05, 0.05], x: [-4.8, 4.8], y: [-4.8, 4.8] };
const GROUND: Readonly<Record<Problem['id'], Ground>> = {
  average: LOGITS,
  discounted: LOGITS,
  lqr: { steps: [0.01, 0.05], x: [-0.2, 1.45], y: [-2.8, 0.5] },
};

/** A start as the state writes it, on its own steps. */
export function startAt({ id }: Problem, first: number, second: number): Partial<FieldState> {
  const { steps, x, y } = GROUND[id];
  const a = snap(first, steps[0], ...x);
  const b = snap(second, steps[1], ...y);
  return id === 'lqr' ? { k: a, logSigma: b } : { thetaI: a, thetaJ: b };
}

function startHandle({ x, y }: Plane, { problem, race, set }: View): Handle {
  const [a, b] = race.start;
  const { steps, x: ends } = GROUND[problem.id];
  return {
    x: x(a),
    y: y(b),
    fill: 'f-old',
    grip: 'xy',
    label: 'start of the race',
    value: a,
    min: ends[0],
    max: ends[1],
    valueText: `${fixed(a)}, ${fixed(b)}: J ${sayObjective(race.objective)}, condition number ${byMagnitude(race.condition)}`,
    onDrag: (px, py) => set(startAt(problem, x.invert(px), y.invert(py))),
    onStep: (dx, dy) => set(startAt(problem, a + 2 * dx * steps[0], b + 2 * dy * steps[1])),
  };
}

/** KL of the ellipse under the pointer, in nats. */
const SMALL = 0.02;

/** Under the pointer: J, the condition number of F, and which steps the policy would hardly notice. */
function drawReading(svg: SVGSVGElement, plane: Plane, { problem, race, touch, redraw, raceFrom }: View): void {
  const { x, y, left, right, top, bottom, room, em, u } = plane;
  const { at } = touch;
  const fisher = at && problem.fisher(at);
  const words = at
    ? `*J* ${sayObjective(problem.objective(at))},  cond *F* = ${byMagnitude(Number(conditionNumber(fisher!).toPrecision(3)))}`
    : '';
  const radius = (axis: 0 | 1) => problem.scales[axis] * Math.sqrt((2 * SMALL) / fisher![axis]);
  const ellipse = at
    ? range(73).map((i): Point => {
        const angle = (i * Math.PI) / 36;
        return [x(at[0] + radius(0) * Math.cos(angle)), y(at[1] + radius(1) * Math.sin(angle))];
      })
    : [];
  paths(clippedLayer(svg, 'ellipse', room), [
    { d: pathOf(ellipse), class: 'w-kl' },
    { d: pathOf(ellipse), class: 'thin s-kl dash' },
  ]);
  labels(layer(svg, 'reading'), [{ x: right - 2 * u, y: top + em, text: words, anchor: 'end', class: 't-ink halo' }]);
  const point = (place: Pair | null) => {
    const inside = (value: number, [low, high]: Pair) => Math.max(low, Math.min(high, value));
    touch.at = place && [inside(place[0], problem.x), inside(place[1], problem.y)];
    redraw();
  };
  const [spanX, spanY] = [problem.x[1] - problem.x[0], problem.y[1] - problem.y[0]];
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      label: 'Read J and the condition number of F along the diagonal through the start',
      valueText: at
        ? `at ${fixed(at[0])}, ${fixed(at[1])}: J ${sayObjective(problem.objective(at))}, condition number ${byMagnitude(conditionNumber(fisher!))}`
        : 'not shown',
      onPoint: (place) => point(place && [x.invert(place[0]), y.invert(place[1])]),
      onPick: (px, py) => raceFrom(startAt(problem, x.invert(px), y.invert(py))),
      onStep: (by) => {
        const [a, b] = touch.at ?? race.start;
        point([a + (by * spanX) / 100, b + (by * spanY) / 100]);
      },
    },
  ]);
}
