import { scaleLinear, scaleSymlog } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { thousands } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { segments } from '../../../charts/segments.ts';
import { chooseTicks } from '../../../charts/ticks.ts';
import type { Racer } from '../quantities.ts';
import { LAST_STEP } from '../spec.ts';
import { sayObjective } from '../verdict.ts';
import { COLOUR, type Rule } from './draw-landscape.ts';
import type { View } from './view.ts';

const RULES: readonly Rule[] = ['vanilla', 'natural'];
const NAME = { vanilla: 'plain', natural: 'natural' } as const;

/** J against the steps taken, by factors: a plateau is what stays flat while steps go by the hundred. */
export function drawCourse({ svg, width, height, u, em }: Frame, { problem, race, steps, set }: View): void {
  const [left, right] = [40 * u, width - 54 * u];
  const [top, bottom] = [em * 1.8 + 4 * u, height - em * 1.4 - 10 * u];
  const lowest = Math.min(race.objective, ...RULES.map((rule) => race[rule].objectives.at(-1)!));
  const x = scaleSymlog([0, LAST_STEP], [left, right]).constant(1);
  const y = scaleLinear([lowest - 0.06 * (problem.best - lowest), problem.best], [bottom, top + 4 * u]);
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: [0, 1, 10, 100, 1000],
    format: thousands,
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: chooseTicks(lowest, problem.best, bottom - top, em * 3),
    line: [bottom, top],
  });
  segments(layer(svg, 'limits'), [
    { x1: left, y1: y(problem.best), x2: right, y2: y(problem.best), class: 'hair' },
    { x1: left, y1: y(race.target), x2: right, y2: y(race.target), class: 'gr' },
    { x1: x(steps), y1: top, x2: x(steps), y2: bottom, class: 'thin s-ink', style: 'opacity:.35' },
    ...RULES.flatMap((rule) => {
      const { arrival } = race[rule];
      return arrival === null || arrival > steps
        ? []
        : [{ x1: x(arrival), y1: y(race.target), x2: x(arrival), y2: bottom, class: `thin s-${COLOUR[rule]}` }];
    }),
  ]);
  const room = { x: left - 2 * u, y: top - 4 * u, width: right - left + 4 * u, height: bottom - top + 4 * u };
  paths(
    clippedLayer(svg, 'courses', room),
    RULES.map((rule) => ({
      d: pathOf(courseOf(race[rule], steps, x, y)),
      class: `data s-${COLOUR[rule]}`,
      style: `stroke-width:${2.5 * u}`,
    })),
  );
  const ends = RULES.map((rule) => race[rule].objectives[Math.min(steps, race[rule].objectives.length - 1)]!);
  const heights = placeLabels(
    ends.map((value) => y(value)),
    em * 1.25,
    [top, bottom - em],
  );
  const words: Label[] = [
    { x: left - 4 * u, y: em * 1.1, text: '*J* after so many steps', class: 'lbl' },
    { x: left + 8 * u, y: y(race.target) - 5 * u, text: '90 %', class: 'halo' },
    ...RULES.map(
      (rule, i): Label => ({
        x: Math.min(right, x(Math.min(steps, race[rule].objectives.length - 1))) + 9 * u,
        y: heights[i]! + em * 0.35,
        text: NAME[rule],
        class: `halo t-${COLOUR[rule]}`,
      }),
    ),
    ...arrivalNames(race.vanilla, race.natural, steps, x, bottom, u, em),
  ];
  labels(layer(svg, 'words'), words);
  const to = (step: number) => set({ steps: Math.max(0, Math.min(LAST_STEP, Math.round(step))) });
  handles(layer(svg, 'handle'), [
    {
      x: x(steps),
      y: bottom,
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'steps of the race',
      value: steps,
      min: 0,
      max: LAST_STEP,
      valueText: `${thousands(steps)} steps: plain J ${sayObjective(ends[0]!)}, natural J ${sayObjective(ends[1]!)}`,
      onDrag: (px) => to(x.invert(px)),
      onStep: (dx, dy) => {
        const by = dx || dy;
        to(by > 0 ? Math.max(steps + 1, steps * 1.06 ** by) : Math.min(steps - 1, steps * 1.06 ** by));
      },
      onEnd: (side) => to(side < 0 ? 0 : LAST_STEP),
    },
  ]);
}

/** Every step while there are few, then as many as there are px. */
function courseOf(
  { objectives }: Racer,
  steps: number,
  x: (step: number) => number,
  y: (value: number) => number,
): Point[] {
  const last = Math.min(steps, objectives.length - 1);
  const points: Point[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let step = 0; step <= last; step += 1) {
    const px = x(step);
    if (px - before < 0.7 && step < last) continue;
    before = px;
    points.push([px, y(objectives[step]!)]);
  }
  return points;
}

/** The step of each arrival over the axis; the second one higher where they would touch. */
function arrivalNames(
  vanilla: Racer,
  natural: Racer,
  steps: number,
  x: (step: number) => number,
  bottom: number,
  u: number,
  em: number,
): Label[] {
  const near =
    vanilla.arrival !== null && natural.arrival !== null && Math.abs(x(vanilla.arrival) - x(natural.arrival)) < em * 3;
  return [
    { arrival: vanilla.arrival, colour: 'euclid', up: near ? 2.2 : 0.9 },
    { arrival: natural.arrival, colour: 'kl', up: 0.9 },
  ].flatMap(({ arrival, colour, up }): Label[] =>
    arrival === null || arrival > steps
      ? []
      : [{ x: x(arrival) + 5 * u, y: bottom - em * up, text: thousands(arrival), class: `halo t-${colour}` }],
  );
}
