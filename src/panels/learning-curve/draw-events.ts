import type { Frame } from '../../charts/figure.ts';
import { thousands } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Segment, segments } from '../../charts/segments.ts';
import { changedIterations, tellLastChange } from './changes.ts';
import { type CurveView, iterationStartX } from './view.ts';

/** Hyperparameters changed by hand, the last one in words; and the iteration that is being looked at. */
export function drawEvents({ svg, u, em }: Frame, view: CurveView): void {
  const { log, algo, top, bottom, left, right, narrow } = view;
  const told = tellLastChange(log.iterations, algo);
  const lines: Segment[] = [];
  const words: Label[] = [];
  for (const record of changedIterations(log.iterations)) {
    const x = iterationStartX(view, record);
    const high = record.iteration === told?.iteration ? top : bottom - 8 * u;
    lines.push({ x1: x, y1: high, x2: x, y2: bottom, class: 'thin s-ink' });
    if (record.iteration !== told?.iteration) continue;
    const rightward = x + (narrow ? 80 : 190) * u < right;
    const place = { x: x + (rightward ? 7 : -7) * u, anchor: rightward ? ('start' as const) : ('end' as const) };
    const y = bottom - (bottom - top) * 0.13;
    words.push({ ...place, y, text: narrow ? told.whatShort : told.what, class: 't-ink halo' });
    const since = narrow ? told.sinceShort : told.since;
    if (since) words.push({ ...place, y: y + em * 1.25, text: since, class: 'halo' });
  }
  const lookedAt = log.iterations.find(({ iteration }) => iteration === view.lookingBackAt);
  if (view.lookingBackAt === 0 || lookedAt) {
    const x = lookedAt ? view.iterationX(lookedAt) : view.x(0);
    const leftward = x - left > (right - left) / 2;
    lines.push({ x1: x, y1: top, x2: x, y2: bottom, class: 'hair' });
    words.push({
      x: x + (leftward ? -6 : 6) * u,
      y: top + em * 2,
      text: `${narrow ? '' : 'looking at '}iteration ${thousands(lookedAt?.iteration ?? 0)}`,
      class: 't-ink halo',
      anchor: leftward ? 'end' : 'start',
    });
  }
  segments(layer(svg, 'event-lines'), lines);
  labels(layer(svg, 'event-words'), words);
}
