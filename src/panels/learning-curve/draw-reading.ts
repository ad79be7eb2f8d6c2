import { bisector } from 'd3';
import { brushOn } from '../../charts/brush.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { thousands } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import type { LoggedEpisode } from '../../state/metric-log.ts';
import { hue } from './marks.ts';
import { type CurveView, episodeClock, inSight } from './view.ts';
import { slideBy, WHOLE, zoomBy, zoomTo } from './zoom.ts';

/** Reads one episode: the nearest to the pointer, or the next one by arrow keys. */
export function drawReading(frame: Frame, view: CurveView): void {
  const { svg, u, em } = frame;
  const { log, left, right, top, bottom, episodeX, returnY, write } = view;
  const episode = readEpisode(view);
  const read = (next: LoggedEpisode | null) => show(frame, view, next);
  const probe = layer(svg, 'probe');
  probes(probe, [
    {
      x: left,
      y: top - 6 * u,
      width: right - left,
      height: bottom - top + 12 * u,
      label: 'Episode',
      valueText: episode ? sentence(episode, write) : 'none; arrow keys read one after the other, plus and minus zoom',
      onPoint: (at) => (at ? readEpisodeAt(frame, view, at) : read(null)),
      onStep(by) {
        const seen = log.episodes.filter((candidate) => inSight(view, episodeX(candidate)));
        const at = episode ? seen.indexOf(episode) : seen.length - by;
        read(seen[Math.max(0, Math.min(seen.length - 1, at + by))] ?? null);
      },
    },
  ]);
  if (probe.firstElementChild) listenForZoom(probe.firstElementChild as SVGElement, frame, view);

  const x = episode ? episodeX(episode) : 0;
  const marks = layer(svg, 'reading');
  const leftward = x - left > (right - left) / 2;
  const place = { x: x + (leftward ? -8 : 8) * u, anchor: leftward ? ('end' as const) : ('start' as const) };
  // the words stand where the dots are not: opposite the episode's own height
  const y = episode && returnY(episode.return) < (top + bottom) / 2 ? bottom - em * 2.2 : top + em * 2;
  segments(marks, episode ? [{ x1: x, y1: top, x2: x, y2: bottom, class: 'hair' }] : []);
  dots(
    marks,
    episode
      ? [
          { x, y: returnY(episode.mean25), r: 3 * u, class: '', style: `fill:${hue(view.algo)}` },
          { x, y: returnY(episode.return), r: 4 * u, class: 'f-none s-ink', style: `stroke-width:${1.5 * u}` },
        ]
      : [],
  );
  labels(
    marks,
    episode
      ? [
          {
            ...place,
            y,
            text: `return ${write(episode.return)} · mean of 25: ${write(episode.mean25)}`,
            class: 't-ink halo',
          },
          {
            ...place,
            y: y + em * 1.25,
            text: `step ${thousands(episode.endStep)} · iteration ${thousands(episode.iteration)}`,
            class: 'halo',
          },
        ]
      : [],
  );
}

/** The episode being read, as long as it is in sight. */
function readEpisode({ touch, ...view }: CurveView): LoggedEpisode | null {
  return touch.episode && inSight(view, view.episodeX(touch.episode)) ? touch.episode : null;
}

/** Reads the episode nearest to a place of the figure. */
export function readEpisodeAt(frame: Frame, view: CurveView, at: readonly [number, number]): void {
  show(frame, view, nearestEpisode(view, at, 8 * frame.u));
}

/** Under a drag nothing is read, and one thing at a time. */
function show({ redraw }: Frame, { touch }: CurveView, episode: LoggedEpisode | null): void {
  touch.episode = touch.brush ? null : episode;
  if (touch.episode) touch.event = null;
  redraw();
}

/** A drag zooms to what it passes over; plus and minus zoom around what is read, page keys go along the axis. */
export function listenForZoom(area: SVGElement, { redraw }: Frame, view: CurveView): void {
  const episode = readEpisode(view);
  const { touch, x, zoom, end, onZoom, clock } = view;
  const [from, until] = x.domain() as [number, number];
  brushOn(area, {
    onBrush(stretch) {
      touch.brush = stretch;
      touch.episode = touch.event = null;
      redraw();
    },
    onDone(a, b) {
      touch.brush = null;
      const wanted = zoomTo(x.invert(a), x.invert(b), end);
      if (wanted) onZoom(wanted);
      else redraw();
    },
    onReset: () => onZoom(WHOLE),
    onCloser: (side) =>
      onZoom(zoomBy(zoom, 2 ** -side, episode ? episodeClock(episode, clock) : (from + until) / 2, end)),
    onSlide: (side) => onZoom(slideBy(zoom, side / 2, end)),
  });
}

function sentence(episode: LoggedEpisode, write: (value: number) => string): string {
  return `return ${write(episode.return)} at step ${thousands(episode.endStep)}, iteration ${thousands(episode.iteration)}, mean of 25 ${write(episode.mean25)}`;
}

/** Of the episodes within `reach` px to either side the nearest one; of all, if there is none. */
function nearestEpisode(view: CurveView, [px, py]: readonly [number, number], reach: number): LoggedEpisode | null {
  const { log, x, clock, episodeX, returnY } = view;
  const byClock = bisector((episode: LoggedEpisode) => episodeClock(episode, clock));
  const from = Math.max(0, byClock.left(log.episodes, x.invert(px - reach)) - 1);
  const to = byClock.right(log.episodes, x.invert(px + reach)) + 1;
  let nearest: LoggedEpisode | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const episode of log.episodes.slice(from, to)) {
    const distance = Math.hypot(episodeX(episode) - px, returnY(episode.return) - py);
    if (distance < least) [nearest, least] = [episode, distance];
  }
  return nearest;
}
