import { range } from 'd3';
import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import { byMagnitude, fixed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { probes } from '../../../charts/probe.ts';
import { conditionNumber } from '../../../exact/race.ts';
import type { Pair } from '../../../exact/two-state.ts';
import { startAt } from '../start.ts';
import { sayObjective } from '../verdict.ts';
import type { Plane } from './layout.ts';
import type { View } from './view.ts';

/** KL of the ellipse under the pointer, in nats. */
const SMALL = 0.02;

/** Under the pointer: J, the condition number of F, and which steps the policy would hardly notice. */
export function drawReading(svg: SVGSVGElement, plane: Plane, { problem, race, touch, redraw, raceFrom }: View): void {
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
