import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import { clippedObjective, fateOf, surrogate } from './fate.ts';
import type { ClipInput, HalfView } from './view.ts';

const STEP = 0.01;
const FATES = { moving: 'moving', frozen: 'frozen', 'pulled-back': 'pulled back' } as const;

/** Reads both objectives at one ratio, by pointer or arrow keys, for Â = ±1. */
export function drawReading({ u, em, redraw }: Frame, group: SVGGElement, half: HalfView, { touch }: ClipInput): void {
  const { sign, clipRange, x, y, left, right, top, middle, bottom, colour } = half;
  const [low, high] = x.domain() as [number, number];
  const ratio = touch.reading?.sign === sign ? touch.reading.ratio : null;
  const read = (next: number | null) => {
    touch.reading = next === null ? null : { sign, ratio: Math.max(low, Math.min(high, next)) };
    redraw();
  };
  const objective = ratio === null ? 0 : clippedObjective(ratio, sign, clipRange);
  const fate = ratio === null ? '' : FATES[fateOf(ratio, sign, clipRange)];
  probes(layer(group, 'probe'), [
    {
      x: left,
      y: top - 6 * u,
      width: right - left,
      height: bottom - top + 6 * u,
      label: sign > 0 ? 'Ratio, for a positive advantage' : 'Ratio, for a negative advantage',
      valueText:
        ratio === null
          ? 'none; arrow keys move it'
          : `r ${fixed(ratio)}: ${fate}; clipped objective ${fixed(objective)}, unclipped ${fixed(surrogate(ratio, sign))}`,
      onPoint: (at) => read(at && x.invert(at[0])),
      onStep: (by) => read((ratio ?? 1) + by * STEP),
    },
  ]);

  const marks = layer(group, 'reading');
  if (ratio === null) {
    marks.replaceChildren();
    return;
  }
  segments(marks, [{ x1: x(ratio), y1: top - 4 * u, x2: x(ratio), y2: bottom, class: 'gr' }]);
  const inside = (value: number) => Math.max(top - 6 * u, Math.min(middle + 4 * u, y(value)));
  dots(marks, [
    { x: x(ratio), y: inside(surrogate(ratio, sign)), r: 3 * u, class: 'f-paper s-old' },
    { x: x(ratio), y: inside(objective), r: 3.5 * u, class: `f-${colour}` },
  ]);
  labels(marks, [
    {
      x: right,
      y: em * 1.35,
      text: `*r* ${fixed(ratio)}: *L*^{CLIP} ${fixed(objective)}`,
      anchor: 'end',
      class: 't-ink halo',
    },
  ]);
}
