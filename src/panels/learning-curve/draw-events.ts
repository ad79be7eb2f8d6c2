import type { Frame } from '../../charts/figure.ts';
import { thousands } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { plainText } from '../../charts/rich-text.ts';
import { type Segment, segments } from '../../charts/segments.ts';
import { listenForZoom, readEpisodeAt } from './draw-reading.ts';
import { type CurveEvent, gravest } from './events.ts';
import { type CurveView, inSight, iterationStartX } from './view.ts';
import { wrapped } from './wrap.ts';

/** Px to either side at which an event is under the pointer. */
const REACH = 12;

/** What happened, where it happened: a tick each, the gravest in words, the one being read in a sentence. */
export function drawEvents(frame: Frame, view: CurveView): void {
  const { svg, u } = frame;
  const { touch, top, bottom } = view;
  const placed = view.events.map((event) => ({ event, x: placeOf(view, event) })).filter(({ x }) => inSight(view, x));
  const told = gravest(placed.map(({ event }) => event));
  const read = placed.find(({ event }) => isSame(event, touch.event));
  const tall = read?.event ?? told;
  const lines: Segment[] = placed.map(({ event, x }) => ({
    x1: x,
    y1: event === tall ? top : bottom - 8 * u,
    x2: x,
    y2: bottom,
    class: event.kind === 'kl-spike' ? 'thin s-kl' : 'thin s-ink',
  }));
  const words: Label[] = [];
  if (read) words.push(...sentenceOf(frame, view, read.event, read.x));
  else if (told && !touch.episode && !touch.brush) words.push(...briefOf(frame, view, told));
  const lookedAt = lookedAtLine(frame, view);
  segments(layer(svg, 'event-lines'), [...lines, ...lookedAt.lines]);
  labels(layer(svg, 'event-words'), [...words, ...lookedAt.words]);
  drawStrip(frame, view, placed, read?.event ?? null);
}

function placeOf(view: CurveView, { kind, iteration }: CurveEvent): number {
  if (kind === 'changed') return iterationStartX(view, iteration);
  const record = view.log.iterations.find((candidate) => candidate.iteration === iteration);
  return record ? view.iterationX(record) : Number.NaN;
}

const isSame = (event: CurveEvent, other: Pick<CurveEvent, 'iteration' | 'kind'> | null): boolean =>
  other !== null && event.iteration === other.iteration && event.kind === other.kind;

/** The gravest event, where it stands. */
function briefOf({ u, em }: Frame, view: CurveView, event: CurveEvent): Label[] {
  const { top, bottom, right, narrow } = view;
  const x = placeOf(view, event);
  const rightward = x + (narrow ? 96 : 190) * u < right;
  const y = bottom - Math.max((bottom - top) * 0.13, em * (0.6 + 1.25 * (event.brief.length - 1)));
  return event.brief.map((text, i) => ({
    x: x + (rightward ? 7 : -7) * u,
    anchor: rightward ? ('start' as const) : ('end' as const),
    y: y + i * em * 1.25,
    text: narrow ? text.replace(/^iteration [\d,]+: /, '') : text,
    class: i === 0 ? 't-ink halo' : 'halo',
  }));
}

/** The event being read, in as many lines as its side of the figure needs. */
function sentenceOf({ u, em }: Frame, { left, right, top, bottom }: CurveView, event: CurveEvent, x: number): Label[] {
  const rightward = right - x > x - left;
  const room = (rightward ? right - x : x - left) + 10 * u;
  const lines = wrapped(event.sentence, Math.max(24, Math.floor(room / (em * 0.5))));
  const y = Math.max(top + em * 1.2, bottom - em * (0.5 + 1.25 * (lines.length - 1)) - 22 * u);
  return lines.map((text, i) => ({
    x: x + (rightward ? 7 : -7) * u,
    anchor: rightward ? ('start' as const) : ('end' as const),
    y: y + i * em * 1.25,
    text,
    class: 't-ink halo',
  }));
}

/** The iteration that is being looked at, named above the curves and beside the axis' own name. */
function lookedAtLine({ u, em }: Frame, view: CurveView): { lines: Segment[]; words: Label[] } {
  const { log, lookingBackAt, left, right, top, bottom, narrow } = view;
  const record = log.iterations.find(({ iteration }) => iteration === lookingBackAt);
  const x = record ? view.iterationX(record) : view.x(0);
  if ((lookingBackAt !== 0 && !record) || !inSight(view, x)) return { lines: [], words: [] };
  const text = `${narrow ? '' : 'looking at '}iteration ${thousands(record?.iteration ?? 0)}`;
  const half = text.length * em * 0.26;
  return {
    lines: [{ x1: x, y1: top, x2: x, y2: bottom, class: 'hair' }],
    words: [
      {
        x: Math.max(left + em * 3.6 + half, Math.min(right - half, x)),
        y: top - 9 * u,
        text,
        class: 't-ink halo',
        anchor: 'middle',
      },
    ],
  };
}

/**
 * A strip along the axis where events are read: the nearest to the pointer, or one after the other by arrow keys. Between
 * events it reads episodes, as the area above it does.
 */
function drawStrip(
  frame: Frame,
  view: CurveView,
  placed: readonly { readonly event: CurveEvent; readonly x: number }[],
  read: CurveEvent | null,
): void {
  const { svg, u, redraw } = frame;
  const { touch, left, right, bottom } = view;
  const go = (event: CurveEvent | null) => {
    touch.event = event && { iteration: event.iteration, kind: event.kind };
    touch.episode = null;
    redraw();
  };
  const near = (px: number) =>
    placed.reduce<CurveEvent | null>(
      (best, { event, x }) =>
        Math.abs(x - px) > REACH * u || (best && Math.abs(placeOf(view, best) - px) <= Math.abs(x - px)) ? best : event,
      null,
    );
  const step = (by: number) => {
    const at = placed.findIndex(({ event }) => event === read);
    const next = at < 0 ? (by > 0 ? 0 : placed.length - 1) : Math.max(0, Math.min(placed.length - 1, at + by));
    go(placed[next]?.event ?? null);
  };
  const strip = layer(svg, 'event-strip');
  probes(
    strip,
    placed.length === 0
      ? []
      : [
          {
            x: left,
            y: bottom - 20 * u,
            width: right - left,
            height: 24 * u,
            label: 'Event',
            valueText: read
              ? plainText(read.sentence)
              : `none of ${placed.length}; arrow keys read one after the other`,
            onPoint(at) {
              const event = at && !touch.brush ? near(at[0]) : null;
              if (event || !at) return go(event);
              touch.event = null;
              readEpisodeAt(frame, view, at);
            },
            onStep: step,
          },
        ],
  );
  if (strip.firstElementChild) listenForZoom(strip.firstElementChild as SVGElement, frame, view);
}
