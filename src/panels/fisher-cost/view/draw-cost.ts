import type { Frame } from '../../../charts/figure.ts';
import { thousands } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { parametersOf } from '../../../state/fisher-cost.ts';
import { estimate } from '../courses.ts';
import { type Findings, LADDER } from '../findings.ts';
import { sayBytes, sayDuration } from '../units.ts';
import { drawAxes } from './draw-axes.ts';
import { drawChoice } from './draw-choice.ts';
import { drawCourses } from './draw-courses.ts';
import { type Layout, layoutOf, type Quantity } from './layout.ts';
import { readsAmongNames } from './names.ts';

/** Where the reader points, kept between redraws: an index of LADDER. */
export interface Touch {
  rung: number | null;
}

const [NARROWEST, WIDEST] = [1, 996];
/** n = (h + 4)² − 14, solved for the nearest h. */
const widthFor = (n: number): number => clamp(Math.round(Math.sqrt(n + 14) - 4));
const clamp = (width: number): number => Math.max(NARROWEST, Math.min(WIDEST, width));

/** Cost against the number of parameters, on logarithmic axes, and the chosen number as a handle on the axis. */
export function drawCost(
  frame: Frame,
  findings: Findings,
  quantity: Quantity,
  { width, choose, touch }: { readonly width: number; readonly choose: (width: number) => void; readonly touch: Touch },
): void {
  const { svg, redraw } = frame;
  const layout = layoutOf(frame, quantity);
  const courses = findings[quantity];
  const chosen = parametersOf(width);
  const read = touch.rung === null ? chosen : parametersOf(LADDER[touch.rung]!);
  const say = quantity === 'time' ? sayDuration : sayBytes;
  drawAxes(svg, layout, quantity);
  // without readings there is nobody else to say the names
  const isRead = courses.some((course) => estimate(course, read) !== null);
  drawCourses(svg, layout, courses, quantity, { named: !(isRead && readsAmongNames(layout, read)) });
  drawChoice(svg, layout, courses, quantity, { chosen, read });
  labels(layer(svg, 'empty'), emptyWords(layout, findings, quantity));

  const { x, u, left, right, top, bottom } = layout;
  const point = (rung: number | null) => {
    touch.rung = rung;
    redraw();
  };
  const values = courses.flatMap((course) => {
    const one = estimate(course, read);
    return one ? [`${PARTS[course.part]} ${say(one.value)}`] : [];
  });
  const words = `${thousands(read)} parameters${values.length ? `: ${values.join(', ')}` : ', not measured yet'}`;
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top - 20 * u,
      label: 'Cost of measured policies',
      valueText: words,
      onPoint: (at) => point(at && nearestRung(x.invert(at[0]))),
      onStep: (by) => point(Math.max(0, Math.min(LADDER.length - 1, (touch.rung ?? nearestRung(chosen)) + by))),
    },
  ]);
  handles(layer(svg, 'handles'), [
    {
      x: x(chosen),
      y: bottom,
      fill: 'f-ink',
      grip: 'x',
      label: 'hidden width',
      value: width,
      min: NARROWEST,
      max: WIDEST,
      valueText: `${width} units, ${thousands(chosen)} parameters`,
      onDrag: (px) => choose(widthFor(x.invert(px))),
      onStep: (dx, dy) => choose(clamp(width + (dx || dy) * stepAt(width))),
      onEnd: (side) => choose(side < 0 ? NARROWEST : WIDEST),
    },
  ]);
}

const PARTS = { build: 'writing F', factor: 'Cholesky', products: 'ten products' } as const;

/** About one in thirty, so that keys get along a logarithmic axis. */
const stepAt = (width: number): number => Math.max(1, Math.round(width / 30));

function nearestRung(n: number): number {
  const distance = (width: number) => Math.abs(Math.log(parametersOf(width) / n));
  return LADDER.reduce((best, width, rung) => (distance(width) < distance(LADDER[best]!) ? rung : best), 0);
}

/** One line where the data will be. */
function emptyWords({ left, top, em, narrow }: Layout, { costs }: Findings, quantity: Quantity) {
  if (costs.costs.length > 0) return [];
  const text =
    costs.status === 'measuring'
      ? 'measuring …'
      : narrow
        ? 'Press Measure.'
        : quantity === 'time'
          ? 'Press Measure: this machine’s times land here.'
          : 'Press Measure: what is held lands here.';
  return [{ x: left + em * 0.6, y: top + em * 3.2, text, class: 'lbl halo' }];
}
