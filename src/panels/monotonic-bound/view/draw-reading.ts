import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { segments } from '../../../charts/segments.ts';
import { type Bound, policyAt } from '../quantities.ts';
import { AXIS } from '../spec.ts';
import type { Layout } from './layout.ts';

/** Where the reader points along the axis, kept between redraws. */
export interface Touch {
  theta: number | null;
}

const STEP = 0.05;

/** U, L and the bound at the place that the reader points at. */
export function drawReading({ svg, redraw, u, em }: Frame, { x, y, room }: Layout, bound: Bound, touch: Touch): void {
  const { worth, old } = bound;
  const at = touch.theta;
  const point = (theta: number | null) => {
    touch.theta = theta === null ? null : Math.max(AXIS[0], Math.min(AXIS[1], theta));
    redraw();
  };
  const [p, q] = at === null ? [0, 0] : policyAt(bound, at);
  const words =
    at === null
      ? ''
      : `*θ* ${fixed(at)}: *U* ${fixed(worth(at), 3)}, *L* ${fixed(old.surrogate(at), 3)}, bound ${fixed(old.bound(at), 3)}`;
  probes(layer(svg, 'probe'), [
    {
      ...room,
      label: 'Read U, the surrogate and the bound',
      valueText:
        at === null
          ? 'none; arrow keys move it'
          : `theta ${fixed(at)}, stay with ${fixed(p)} and ${fixed(q)}: U ${fixed(worth(at), 3)}, L ${fixed(old.surrogate(at), 3)}, bound ${fixed(old.bound(at), 3)}`,
      onPoint: (place) => point(place && x.invert(place[0])),
      onStep: (by) => point((touch.theta ?? old.at) + by * STEP),
    },
  ]);
  const inside = (value: number) => Math.max(room.y, Math.min(room.y + room.height, y(value)));
  segments(
    layer(svg, 'crosshair'),
    at === null ? [] : [{ x1: x(at), y1: room.y, x2: x(at), y2: room.y + room.height, class: 'gr' }],
  );
  dots(
    layer(svg, 'crosshair-dots'),
    at === null
      ? []
      : [
          { x: x(at), y: inside(worth(at)), r: 3 * u, class: 'f-ink' },
          { x: x(at), y: inside(old.surrogate(at)), r: 3 * u, class: 'f-new' },
          { x: x(at), y: inside(old.bound(at)), r: 3 * u, class: 'f-kl' },
        ],
  );
  labels(layer(svg, 'reading'), [{ x: room.x + 8 * u, y: room.y + em, text: words, class: 't-ink halo' }]);
}
