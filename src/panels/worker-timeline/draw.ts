import { scaleLinear } from 'd3';
import { axisX } from '../../charts/axis.ts';
import { bars } from '../../charts/bars.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, thousands } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { segments as lines } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { WorkerSegment, WorkerTimeline } from '../../engine/run-events.ts';

/** How each kind of work is filled, and its name; waiting is a hairline, for nothing happens. */
const LOOKS: Readonly<Record<WorkerSegment['kind'], { readonly class: string; readonly name: string }>> = {
  acting: { class: 'w-old', name: 'acting' },
  computing: { class: 'f-euclid', name: 'computing *ĝ*' },
  applying: { class: 'f-new', name: 'applied' },
  waiting: { class: 'f-none', name: 'waiting' },
};

export interface TimelineTouch {
  /** The update that is read, by its place in the list; kept between redraws. */
  reading: number | null;
}

/** Lanes of the workers below the lane of θ; each update leads up from whose gradient it was, with its staleness. */
export function drawLanes(frame: Frame, timeline: WorkerTimeline | null, why: string, touch: TimelineTouch): void {
  const { svg, width, height, u, em } = frame;
  const narrow = width < 420 * u;
  const [left, right] = [(narrow ? 26 : 70) * u, width - 26 * u];
  const foot = height - em * 2.6 - 20 * u;
  const theta = em * 2.9;
  const workers = timeline?.workers ?? 4;
  const first = theta + em * 1.6;
  const pitch = (foot - first) / workers;
  const thickness = Math.min(pitch * 0.62, 18 * u);
  const times = timeline
    ? timeline.segments.flatMap(({ from, to }) => [from, to]).concat(timeline.updates.map(({ at }) => at))
    : [];
  const begin = times.length > 0 ? Math.min(...times) : 0;
  const end = Math.max(begin + 1, ...times);
  const x = scaleLinear([begin, end], [left, right]);
  const middle = (worker: number) => first + (worker + 0.5) * pitch;

  axisX(layer(svg, 'axis'), x, foot + 4 * u, {
    ticks: timeline ? chooseTicks(begin, end, right - left, em * 6) : [],
    format: (value) => thousands(value - 0),
    line: [left, right],
  });
  lines(layer(svg, 'lanes'), [
    { x1: left, y1: theta, x2: right, y2: theta, class: 'thin s-new' },
    ...Array.from({ length: workers }, (_, worker) => ({
      x1: left,
      y1: middle(worker),
      x2: right,
      y2: middle(worker),
      class: 'gr',
    })),
  ]);
  const work = timeline?.segments.filter(({ kind }) => kind !== 'waiting') ?? [];
  bars(
    layer(svg, 'work'),
    work.map(({ worker, kind, from, to }) => ({
      x: x(from),
      y: middle(worker) - thickness / 2,
      width: Math.max(1, x(to) - x(from)),
      height: thickness,
      class: LOOKS[kind].class,
    })),
  );
  lines(
    layer(svg, 'waits'),
    (timeline?.segments ?? [])
      .filter(({ kind }) => kind === 'waiting')
      .map(({ worker, from, to }) => ({
        x1: x(from),
        y1: middle(worker),
        x2: x(to),
        y2: middle(worker),
        class: 'thin s-ink dash',
      })),
  );

  const updates = timeline?.updates ?? [];
  const read = touch.reading === null ? undefined : updates[touch.reading];
  lines(
    layer(svg, 'arrivals'),
    updates.map((update) => ({
      x1: x(update.at),
      y1: update.worker === null ? middle(workers - 1) : middle(update.worker),
      x2: x(update.at),
      y2: theta,
      class: update === read ? 'data s-ink' : 'thin s-new',
      style: update === read ? 'stroke-linecap:butt' : 'opacity:.45',
    })),
  );
  dots(
    layer(svg, 'updates'),
    updates.map(({ at, staleness }) => ({
      x: x(at),
      y: theta,
      r: 3 * u,
      class: staleness > 0 ? 'f-paper thin s-new' : 'f-new',
    })),
  );
  labels(layer(svg, 'words'), [
    { x: left - 8 * u, y: theta + em * 0.35, text: '*θ*', anchor: 'end', class: 't-new' },
    ...Array.from(
      { length: workers },
      (_, worker): Label => ({
        x: left - 8 * u,
        y: middle(worker) + em * 0.35,
        text: narrow ? String(worker + 1) : `worker ${worker + 1}`,
        anchor: 'end',
      }),
    ),
    ...staleNumbers(updates, x, theta - em * 0.6, em),
    {
      x: left,
      y: em * 0.95,
      text: updates.length > 0 ? 'staleness: updates since its copy of *θ*' : '',
      class: 't-new',
    },
    { x: right, y: height - 10 * u, text: timeline ? unitOf(timeline, narrow) : '', anchor: 'end', class: 'lbl' },
    ...keyOf(timeline, { left, y: height - 10 * u, em, narrow }),
    { x: (left + right) / 2, y: (first + foot) / 2, text: timeline ? '' : why, anchor: 'middle', class: 'halo' },
  ]);
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: 0,
      width: right - left,
      height: foot,
      label: 'Update of θ',
      valueText: read
        ? `by ${read.worker === null ? 'all workers' : `worker ${read.worker + 1}`} at ${byMagnitude(read.at)}, staleness ${read.staleness}`
        : 'not read',
      onPoint: (at) => {
        touch.reading = at && updates.length > 0 ? nearest(updates, x.invert(at[0])) : null;
        frame.redraw();
      },
      onStep: (by) => {
        const from = touch.reading ?? updates.length;
        touch.reading = updates.length > 0 ? Math.max(0, Math.min(updates.length - 1, from + by)) : null;
        frame.redraw();
      },
    },
  ]);
}

const unitOf = ({ unit }: WorkerTimeline, narrow: boolean): string =>
  narrow ? unit : unit === 'ms' ? 'ms of training' : 'simulated time, in steps';

/** The first names of what is filled how, where there is room for words. */
function keyOf(
  timeline: WorkerTimeline | null,
  { left, y, em, narrow }: { left: number; y: number; em: number; narrow: boolean },
): Label[] {
  if (!timeline) return [];
  const seen = (['acting', 'computing', 'waiting'] as const).filter((kind) =>
    timeline.segments.some((segment) => segment.kind === kind),
  );
  const tone = { acting: 't-old', computing: 't-euclid', waiting: 'lbl' } as const;
  let x = left;
  return seen.map((kind) => {
    const text = kind === 'waiting' ? 'dashed: waiting' : LOOKS[kind].name;
    const label: Label = { x, y, text: narrow && kind === 'waiting' ? 'waiting' : text, class: tone[kind] };
    x += em * (text.length * 0.56 + 1.4);
    return label;
  });
}

/** As many staleness numbers as have room beside one another. */
function staleNumbers(updates: WorkerTimeline['updates'], x: (at: number) => number, y: number, em: number): Label[] {
  let free = Number.NEGATIVE_INFINITY;
  return updates.flatMap(({ at, staleness }): Label[] => {
    const place = x(at);
    if (place < free) return [];
    free = place + em * 1.5;
    return [{ x: place, y, text: String(staleness), anchor: 'middle', class: 't-new halo' }];
  });
}

function nearest(updates: WorkerTimeline['updates'], at: number): number {
  let best = 0;
  updates.forEach((update, i) => {
    if (Math.abs(update.at - at) < Math.abs(updates[best]!.at - at)) best = i;
  });
  return best;
}
