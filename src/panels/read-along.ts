import type { ScaleContinuousNumeric } from 'd3';
import { type Dot, dots } from '../charts/dots.ts';
import type { Frame } from '../charts/figure.ts';
import { type Label, labels } from '../charts/labels.ts';
import { layer } from '../charts/layer.ts';
import { probes } from '../charts/probe.ts';
import { plainText } from '../charts/rich-text.ts';
import { segments } from '../charts/segments.ts';

/** Where a figure is being read at this moment; its owner keeps it between redraws. */
export interface Reader {
  at: number | null;
}

export interface ReadAlong {
  readonly reader: Reader;
  /** What is read, for those who do not see it. */
  readonly label: string;
  readonly x: ScaleContinuousNumeric<number, number>;
  readonly top: number;
  readonly bottom: number;
  /** Where arrow keys begin, and what one press leads to. */
  readonly start: number;
  readonly next: (at: number, by: number) => number;
  /** The nearest value that can be read. */
  readonly settle?: (at: number) => number;
  /** What stands at a place: where the hairline meets the curves, and the values in rich-text markup. */
  readonly read: (at: number) => { readonly dots: readonly Dot[]; readonly words: string };
  /** Where the words stand. */
  readonly place: Omit<Label, 'text' | 'class'>;
}

/** Reads a figure along its horizontal axis, by pointer or arrow keys: a hairline, dots on the curves, one line of values. */
export function readAlong({ svg, redraw }: Frame, options: ReadAlong): void {
  const { reader, label, x, top, bottom, start, next, settle = (at) => at, read, place } = options;
  const [low, high] = x.domain() as [number, number];
  const [left, right] = x.range() as [number, number];
  const go = (to: number | null) => {
    reader.at = to === null ? null : settle(Math.max(low, Math.min(high, to)));
    redraw();
  };
  const { at } = reader;
  const seen = at === null ? null : read(at);
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      label,
      valueText: seen ? plainText(seen.words) : 'none; arrow keys move it',
      onPoint: (point) => go(point && x.invert(point[0])),
      onStep: (by) => go(next(at ?? start, by)),
    },
  ]);
  const marks = layer(svg, 'reading');
  if (at === null || !seen) {
    marks.replaceChildren();
    return;
  }
  segments(marks, [{ x1: x(at), y1: top, x2: x(at), y2: bottom, class: 'gr' }]);
  dots(marks, seen.dots);
  labels(marks, [{ ...place, text: seen.words, class: 'halo t-ink' }]);
}
