import { axisX } from '../../charts/axis.ts';
import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, thousands } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { plainText } from '../../charts/rich-text.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { drawBars } from './draw-bars.ts';
import { type TimelineInput, type TimelineView, timelineView } from './view.ts';

/** All updates of the run, and the handle that looks back at one of them. */
export function drawTimeline(frame: Frame, input: TimelineInput): void {
  const { svg, u, em } = frame;
  const view = timelineView(frame, input);
  const { x, left, right, bottom, newest, lookingBackAt } = view;
  const end = x.domain()[1]!;
  const here = newest || end;
  const ticks = chooseTicks(0, end, right - left, em * 9).filter((tick) => Math.abs(x(tick) - x(here)) > em * 3.2);
  axisX(layer(svg, 'axis'), x, bottom, {
    ticks: [...ticks, here],
    format: thousands,
    offset: em * 0.95,
    line: [left, right],
  });
  drawBars(frame, view);
  drawReading(frame, view);
  labels(layer(svg, 'live'), [
    {
      x: x(here) + 13 * u,
      // on the axis' own height only where the axis has ended
      y: here === end ? bottom + em * 0.35 : bottom - 5 * u,
      text: newest ? 'live' : '',
      class: lookingBackAt === null ? 't-ink halo' : 'halo',
    },
  ]);
  handles(layer(svg, 'handle'), newest ? [lookBackHandle(view, u)] : []);
}

/** The value of the update under the pointer. */
function drawReading({ svg, u, em, redraw }: Frame, view: TimelineView): void {
  const { reading, buckets, measure, x, left, right, top, bottom } = view;
  const bucket = buckets.find(
    ({ from, to }) => reading.iteration !== null && from <= reading.iteration && reading.iteration <= to,
  );
  const words = bucket ? `iteration ${thousands(bucket.at)}: ${measure.unit} ${byMagnitude(bucket.value)}` : '';
  const read = (iteration: number | null) => {
    reading.iteration = iteration && Math.max(1, Math.min(view.newest, Math.round(iteration)));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: 0,
      width: right - left,
      height: bottom,
      label: `${plainText(measure.unit)} of each update`,
      valueText: words ? plainText(words) : 'none; arrow keys read one after the other',
      onPoint: (at) => read(at && x.invert(at[0])),
      onStep: (by) => read((reading.iteration ?? view.newest) + by),
    },
  ]);
  const leftward = bucket ? x(bucket.at) > (left + right) / 2 : false;
  labels(
    layer(svg, 'reading'),
    bucket
      ? [
          {
            x: x(bucket.at) + (leftward ? -8 : 8) * u,
            y: top + em * 0.72,
            text: words,
            class: 't-ink halo',
            anchor: leftward ? 'end' : 'start',
          },
        ]
      : [],
  );
}

function lookBackHandle(view: TimelineView, u: number): Handle {
  const { log, x, bottom, newest, lookingBackAt, onLookBack } = view;
  const shown = lookingBackAt ?? newest;
  const look = (iteration: number) => onLookBack(iteration >= newest ? null : Math.max(0, Math.round(iteration)));
  return {
    x: x(shown),
    y: bottom,
    fill: 'f-ink',
    grip: 'none',
    radius: 6 * u,
    label: 'Iteration shown',
    value: shown,
    min: 0,
    max: newest,
    valueText:
      lookingBackAt === null
        ? `live, iteration ${thousands(newest)}`
        : `iteration ${thousands(shown)} of ${thousands(newest)}`,
    onDrag: (at) => look(x.invert(at)),
    onStep(dx, dy) {
      const by = dx + dy;
      // only iterations whose θ was kept can be shown: arrows go from one of them to the next
      const kept = log.snapshots.map(({ iteration }) => iteration).filter((iteration) => iteration < newest);
      const at = lookingBackAt === null ? kept.length : kept.findIndex((iteration) => iteration >= shown);
      const next = Math.max(0, (at < 0 ? kept.length : at) + by);
      onLookBack(kept[next] ?? null);
    },
    onEnd: (side) => onLookBack(side < 0 ? (log.snapshots[0]?.iteration ?? null) : null),
  };
}
