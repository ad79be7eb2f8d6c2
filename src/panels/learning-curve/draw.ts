import { axisX, axisY } from '../../charts/axis.ts';
import type { Frame } from '../../charts/figure.ts';
import { kilo } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { drawBeyond } from './draw-beyond.ts';
import { drawCurves } from './draw-curves.ts';
import { drawEndLabels } from './draw-end-labels.ts';
import { drawEvents } from './draw-events.ts';
import { drawPinned } from './draw-pinned.ts';
import { drawReading } from './draw-reading.ts';
import { drawZoom } from './draw-zoom.ts';
import { clockName } from './spec.ts';
import { algorithmsOf, type CurveInput, type CurveView, curveView } from './view.ts';

/** Returns of episodes, their mean and the evaluations, over one of three clocks, among the curves of pinned runs. */
export function drawLearningCurve(frame: Frame, input: CurveInput): void {
  const view = curveView(frame, input);
  drawAxes(frame, view);
  drawPinned(frame, view);
  drawCurves(frame, view);
  drawBeyond(frame, view);
  nameAxis(frame, view);
  drawZoom(frame, view);
  drawReading(frame, view);
  drawEvents(frame, view);
  drawEndLabels(frame, view);
}

/** Above the axis: many a run keeps to its upper end, where a word would lie on the curve. */
function nameAxis({ svg, u }: Frame, { left, top }: CurveView): void {
  labels(layer(svg, 'axis-name'), [{ x: left - 4 * u, y: top - 9 * u, text: 'return', class: 'lbl' }]);
}

function drawAxes({ svg, u, em }: Frame, view: CurveView): void {
  const { x, y, left, right, top, bottom, environment } = view;
  const [low, high] = environment.returnRange;
  axisY(layer(svg, 'y'), y, left - 4 * u, {
    ticks: chooseTicks(low, high, bottom - top, em * 2.2),
    format: view.write,
    line: [top, bottom],
  });
  const [from, until] = x.domain() as [number, number];
  axisX(layer(svg, 'x'), x, bottom, {
    ticks: chooseTicks(from, until, right - left, em * 4.6),
    format: kilo,
    line: [left, right],
  });
  segments(layer(svg, 'threshold'), [
    {
      x1: left,
      y1: y(environment.successThreshold),
      x2: view.namesX - 14 * u,
      y2: y(environment.successThreshold),
      class: 'hair',
    },
  ]);
  const name = { x: right, y: bottom + em * 2.3 + 4 * u, text: clockName(view.clock, algorithmsOf(view)) };
  const empty = view.log.episodes.length === 0;
  labels(layer(svg, 'words'), [
    { ...name, anchor: 'end', class: 'lbl saved-only' },
    {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      text: !empty
        ? ''
        : view.running
          ? 'The first episode is still running.'
          : 'Press play: the first episode lands here.',
      class: 'halo',
      anchor: 'middle',
    },
  ]);
}
