import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, thousands } from '../../../charts/format.ts';
import { type Handle, handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import type { Racer } from '../quantities.ts';
import { GROUND, startAt } from '../start.ts';
import { sayObjective } from '../verdict.ts';
import { COLOUR, drawLandscape, type Rule } from './draw-landscape.ts';
import { drawReading } from './draw-reading.ts';
import { type Plane, planeOf } from './layout.ts';
import type { View } from './view.ts';

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
  /** Where it ends, or where it first left the axes. */
  readonly end: Point;
  /** The place before that. */
  readonly from: Point;
}

/** The course up to a step, thinned to what can be told apart; it may leave the axes and come back. */
function courseOf(plane: Plane, { places }: Racer, steps: number): Course {
  const { x, y, left, right, top, bottom, u } = plane;
  const points: Point[] = [];
  const stations: Point[] = [];
  const last = Math.min(steps, places.length - 1);
  const [wide, high] = [right - left, bottom - top];
  let before: Point | null = null;
  let apart = true;
  let exit: Point | null = null;
  let from: Point | null = null;
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
    if (outside && !exit && step > 0) {
      from = [x(places[step - 1]![0]), y(places[step - 1]![1])];
      exit = crossing(from, point, plane);
    }
    // nobody who went that far comes back into sight
    if (
      point[0] < left - 3 * wide ||
      point[0] > right + 3 * wide ||
      point[1] < top - 3 * high ||
      point[1] > bottom + 3 * high
    )
      break;
  }
  const end = exit ?? points.at(-1)!;
  return { points, stations, end, from: from ?? points.at(-2) ?? end };
}

/** Where a straight line from inside the axes leaves them. */
function crossing(from: Point, to: Point, { left, right, top, bottom }: Plane): Point {
  const part = (axis: 0 | 1, low: number, high: number) => {
    const way = to[axis] - from[axis];
    return way === 0 ? 1 : ((way > 0 ? high : low) - from[axis]) / way;
  };
  const t = Math.max(0, Math.min(1, part(0, left, right), part(1, top, bottom)));
  return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
}

/** At the end of a course: how many steps, and what J is there. */
function endName(plane: Plane, racer: Racer, course: Course, rule: Rule, { steps }: View): Label[] {
  const { left, right, top, bottom, em, u } = plane;
  const { end } = course;
  if (steps === 0) return [];
  const done = Math.min(steps, racer.places.length - 1);
  const gone = racer.divergedAt !== null && steps >= racer.divergedAt;
  const arrived = racer.arrival !== null && racer.arrival <= steps;
  const text = gone
    ? `gone at step ${thousands(racer.divergedAt!)}`
    : arrived
      ? `90 % after ${thousands(racer.arrival!)}`
      : `${thousands(done)} ${done === 1 ? 'step' : 'steps'}: *J* ${sayObjective(racer.objectives[done]!)}`;
  const [px, py] = [Math.max(left, Math.min(right, end[0])), Math.max(top, Math.min(bottom, end[1]))];
  // away from where the course comes from, if there is room
  const fromRight = course.from[0] > end[0];
  const leftwards = fromRight ? px > left + 9 * em : px > right - 9 * em;
  const below = fromRight && !leftwards ? 4 : 1.5;
  return [
    {
      x: px + (leftwards ? -10 : 10) * u,
      y: Math.max(top + em * 1.3, Math.min(bottom - em, py + (py < (top + bottom) / 2 ? em * below : -em * 0.8))),
      text,
      anchor: leftwards ? 'end' : 'start',
      class: `halo t-${COLOUR[rule]}`,
    },
  ];
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
