import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { meanDivergence, objective, type Pair } from '../../../exact/two-state.ts';
import { type KlStep, PROBLEM } from '../quantities.ts';
import { sayKl } from '../verdict.ts';
import type { Plane } from './layout.ts';

/** Where the reader points in the plane, kept between redraws. */
export interface Touch {
  at: Pair | null;
}

/** U, and KL from θ_old, at the place that the reader points at; arrow keys go along the path d(λ). */
export function drawReading({ svg, redraw }: Frame, plane: Plane, { theta, natural }: KlStep, touch: Touch): void {
  const { x, y, u, em, left, right, top, bottom, room } = plane;
  const { at } = touch;
  const [worth, kl] = at ? [objective(PROBLEM, at), meanDivergence(PROBLEM, theta, at)] : [0, 0];
  const point = (place: Pair | null) => {
    touch.at = place;
    redraw();
  };
  const length = Math.hypot(...natural);
  probes(layer(svg, 'probe'), [
    {
      ...room,
      label: 'Read U, and KL from the old policy, along the path of the penalised step',
      valueText: at
        ? `at ${fixed(at[0])}, ${fixed(at[1])}: U ${fixed(worth, 3)}, KL ${sayKl(kl)}`
        : 'none; arrow keys move it',
      onPoint: (place) => point(place && [x.invert(place[0]), y.invert(place[1])]),
      onStep: (by) => {
        const [a, b] = touch.at ?? theta;
        const next: Pair = [a + (by * 0.1 * natural[0]) / length, b + (by * 0.1 * natural[1]) / length];
        const seen = x(next[0]) > left && x(next[0]) < right && y(next[1]) > top && y(next[1]) < bottom;
        point(seen ? next : (touch.at ?? theta));
      },
    },
  ]);
  dots(layer(svg, 'read-at'), at ? [{ x: x(at[0]), y: y(at[1]), r: 3 * u, class: 'f-ink' }] : []);
  labels(layer(svg, 'reading'), [
    {
      x: right - 4 * u,
      y: bottom - em * 1.9,
      text: at ? `*U* ${fixed(worth, 3)}, KL(*π*_{old} ‖ *π*) ${sayKl(kl)}` : '',
      anchor: 'end',
      class: 't-ink halo',
    },
  ]);
}
