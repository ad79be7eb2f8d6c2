import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed, signed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { segments } from '../../../charts/segments.ts';
import { valueAt } from '../../../exact/piecewise.ts';
import type { Quantities } from '../quantities.ts';
import { type Layout, X_END } from './layout.ts';

/** What pointer and keys read at this moment; kept between redraws. */
export interface FigureTouch {
  x: number | null;
}

/** Reads f, the policy and the push of a sample at one x. */
export function drawReading(
  { svg, u, em, redraw }: Frame,
  layout: Layout,
  quantities: Quantities,
  touch: FigureTouch,
): void {
  const { x, y, p, left, right, narrow } = layout;
  const { f, score, policyAt, state } = quantities;
  const categorical = state.policy === 'categorical';
  const read = (next: number | null) => {
    const inside = next === null ? null : Math.max(-X_END, Math.min(X_END, next));
    // between actions there is nothing to read
    touch.x = inside !== null && categorical ? Math.max(-4, Math.min(4, 2 * Math.round(inside / 2))) : inside;
    redraw();
  };
  const at = touch.x;
  const value = at === null ? 0 : valueAt(f, at);
  const push = at === null ? 0 : score(at) * value;
  const place = at === null ? '' : categorical ? `action ${at / 2 + 3}` : `*x* ${fixed(at)}`;
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: y.range()[1]!,
      width: right - left,
      height: p(0) - y.range()[1]!,
      label: 'Sample to read the figure at',
      valueText:
        at === null
          ? 'none; arrow keys move it'
          : `${place.replaceAll('*', '')}: f ${signed(value)}, score ${signed(score(at))}, push ${signed(push)}`,
      onPoint: (point) => read(point && x.invert(point[0])),
      onStep: (by) => read((at ?? state.mean) + by * (categorical ? 2 : 0.05)),
    },
  ]);
  const marks = layer(svg, 'reading');
  if (at === null) {
    marks.replaceChildren();
    return;
  }
  segments(marks, [{ x1: x(at), y1: y.range()[1]!, x2: x(at), y2: p(0), class: 'gr' }]);
  const inside = y(value) >= y.range()[1]! && y(value) <= y.range()[0]!;
  dots(marks, [
    ...(inside ? [{ x: x(at), y: y(value), r: 3 * u, class: 'f-ink' }] : []),
    { x: x(at), y: p(policyAt(at)), r: 3 * u, class: 'f-old' },
  ]);
  const words = `${place}: *f* ${signed(value)} · score ${signed(score(at))} = ${signed(push)}`;
  labels(marks, [
    { x: right, y: em, text: narrow ? words.replace(' · score ', ' · ') : words, anchor: 'end', class: 'halo t-ink' },
  ]);
}
