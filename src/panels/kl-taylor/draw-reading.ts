import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import { amount } from './amount.ts';
import { inside, type Layout } from './layout.ts';
import type { Taylor } from './quantities.ts';

/** Where the reader points along the line, kept between redraws. */
export interface Touch {
  t: number | null;
}

/** Reads all curves at one t, by pointer or arrow keys. */
export function drawReading(
  { svg, redraw }: Frame,
  layout: Layout,
  { slice, fisher, reach }: Taylor,
  touch: Touch,
): void {
  const { u, em, narrow, left, right, x, rows } = layout;
  const t = touch.t === null ? null : Math.max(-reach, Math.min(reach, touch.t));
  const point = (to: number | null) => {
    touch.t = to;
    redraw();
  };
  const decimals = reach > 1 ? 2 : 3;
  const at = t ?? 0;
  const [kl, parabola, reverse] = [slice.forward(at), 0.5 * fisher * at * at, slice.reverse(at)].map(amount);
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: rows.value.top,
      width: right - left,
      height: rows.curvature.bottom - rows.value.top,
      label: 'Values along the line',
      valueText:
        t === null
          ? 'none; arrow keys move it'
          : `t ${fixed(t, decimals)}: KL ${kl}, parabola ${parabola}, reversed ${reverse}, slope ${amount(slice.slope(t))}, curvature ${amount(slice.curvature(t))}`,
      onPoint: (place) => point(place && x.invert(place[0])),
      onStep: (by) => point((t ?? 0) + (by * reach) / 80),
    },
  ]);
  const marks = layer(svg, 'reading');
  if (t === null) {
    marks.replaceChildren();
    return;
  }
  segments(marks, [{ x1: x(t), y1: rows.value.top, x2: x(t), y2: rows.curvature.bottom, class: 'hair' }]);
  const hollow = { r: 3.25 * u, class: 'f-paper s-kl' };
  dots(marks, [
    { x: x(t), y: inside(rows.value, slice.reverse(t)), ...hollow },
    { x: x(t), y: inside(rows.value, 0.5 * fisher * t * t), ...hollow },
    { x: x(t), y: inside(rows.value, slice.forward(t)), r: 3.5 * u, class: 'f-kl' },
    { x: x(t), y: inside(rows.slope, slice.slope(t)), r: 3.5 * u, class: 'f-kl' },
    { x: x(t), y: inside(rows.curvature, slice.curvature(t)), r: 3.5 * u, class: 'f-kl' },
  ]);
  labels(marks, [
    {
      x: right,
      y: em,
      text: narrow
        ? `*t* ${fixed(t, decimals)}: KL ${kl}, parabola ${parabola}`
        : `*t* ${fixed(t, decimals)}: KL ${kl}, parabola ${parabola}, reversed ${reverse}`,
      anchor: 'end',
      class: 't-ink halo',
    },
  ]);
}
