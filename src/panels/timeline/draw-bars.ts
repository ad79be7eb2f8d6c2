import type { Frame } from '../../charts/figure.ts';
import { shortest, withoutZero } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { fieldSymbol } from '../field-symbol.ts';
import { handMadeChanges } from '../hand-made.ts';
import type { Bucket } from './buckets.ts';
import type { TimelineView } from './view.ts';

/** A bar an update, cut where it leaves the scale; the target; what was changed by hand. */
export function drawBars({ svg, u, em }: Frame, view: TimelineView): void {
  const { log, buckets, measure, x, y, limit, left, right, top, bottom, barWidth, targetKl, narrow, algo } = view;
  const bar = ({ at, value }: Bucket) =>
    `M${(x(at) - barWidth / 2).toFixed(1)} ${bottom}V${y(Math.min(value, limit)).toFixed(1)}h${barWidth.toFixed(1)}V${bottom}Z`;
  const cut = buckets.filter(({ value }) => value > limit);
  const changed = log.iterations.filter((record) => handMadeChanges(record).length > 0);
  const aimed = measure.key === 'kl' && targetKl > 0;

  paths(layer(svg, 'bars'), [
    { d: buckets.slice(0, -1).map(bar).join(''), class: `f-${measure.colour}`, style: 'opacity:.6' },
    { d: buckets.slice(-1).map(bar).join(''), class: `f-${measure.colour}` },
    { d: cut.map(({ at }) => slash(x(at), y(limit * 0.83), barWidth, u)).join(''), class: 'f-paper' },
    { d: changed.map(({ iteration }) => mark(x(iteration), top - 8 * u, u)).join(''), class: 'f-ink' },
  ]);
  segments(
    layer(svg, 'target'),
    aimed ? [{ x1: left, y1: y(targetKl), x2: right, y2: y(targetKl), class: 'thin s-kl' }] : [],
  );

  const words: Label[] = [];
  if (!narrow) {
    const rise = aimed ? 18 * u : 18 * u - em * 0.65;
    words.push({ x: 0, y: bottom - rise, text: measure.name, class: `t-${measure.colour}` });
    if (aimed)
      words.push({
        x: 0,
        y: bottom - rise + em * 1.3,
        text: `line: target ${withoutZero(shortest(targetKl))}`,
        class: 't-kl',
      });
  }
  // of the bars that were cut the highest is told; else the last change by hand
  const highest = cut.reduce<Bucket | null>((a, b) => (a && a.value >= b.value ? a : b), null);
  const told = highest ? log.iterations.find(({ iteration }) => iteration === highest.at) : changed.at(-1);
  if (told) {
    const keys = handMadeChanges(told)
      .map(({ key }) => fieldSymbol(algo, key))
      .join(', ');
    const value = highest ? withoutZero(shortest(Number(highest.value.toPrecision(2)))) : '';
    const byHand = keys && !narrow ? `${keys} by hand` : '';
    const leftward = x(told.iteration) > right - 110 * u;
    words.push({
      x: x(told.iteration) + (leftward ? -1 : 1) * (barWidth / 2 + 6 * u),
      y: top + em * 0.72,
      text: [value, byHand].filter(Boolean).join(': '),
      class: 't-ink halo',
      anchor: leftward ? 'end' : 'start',
    });
  }
  labels(layer(svg, 'bar-words'), words);
}

/** A slanted gap: here the bar is longer than its scale. */
const slash = (x: number, y: number, width: number, u: number): string =>
  `M${x - width} ${y + 2 * u}l${2 * width} ${-4 * u}v${4 * u}l${-2 * width} ${4 * u}Z`;

/** A small triangle above the bar of an iteration that began with a change by hand. */
const mark = (x: number, y: number, u: number): string => `M${x - 3 * u} ${y}h${6 * u}l${-3 * u} ${5 * u}Z`;
