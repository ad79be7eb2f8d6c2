import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { klDivergence, type Pair, policyAt } from '../../exact/gaussian.ts';
import { type Plane, placeAt } from './plane.ts';
import type { Geometry } from './quantities.ts';
import { amount } from './verdict.ts';

/** Reads KL from π_old at any point of the plane, by pointer; along μ also by arrow keys. */
export function drawReading(
  { svg, redraw }: Frame,
  plane: Plane,
  { old, from }: Geometry,
  touch: { point: Pair | null },
): void {
  const { u, em, narrow, left, right, top, bottom, x, y, by } = plane;
  const policy = touch.point && policyAt(touch.point, by);
  const point = (to: Pair | null) => {
    touch.point = to;
    redraw();
  };
  const kl = policy ? klDivergence(old, policy) : 0;
  const [low, high] = x.domain() as [number, number];
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      label: 'KL from the old policy',
      valueText: policy
        ? `mean ${fixed(policy.mean)}, standard deviation ${fixed(policy.sigma)}: KL ${amount(kl)}`
        : 'none; arrow keys move it',
      onPoint: (at) => point(at && [x.invert(at[0]), y.invert(at[1])]),
      onStep(step) {
        const [mean, spread] = touch.point ?? from;
        point([Math.max(low, Math.min(high, mean + step * 0.05)), spread]);
      },
    },
  ]);
  const marks = layer(svg, 'reading');
  if (!policy) {
    marks.replaceChildren();
    return;
  }
  const [px, py] = placeAt(plane, touch.point!);
  dots(marks, [{ x: px, y: py, r: 3 * u, class: 'f-paper s-kl' }]);
  labels(marks, [
    {
      x: right,
      y: top + em * 2.4,
      text: narrow
        ? `*μ* ${fixed(policy.mean)}, *σ* ${fixed(policy.sigma)}: KL ${amount(kl)}`
        : `*μ* ${fixed(policy.mean)}, *σ* ${fixed(policy.sigma)}: KL(*π*_{old} ‖ *π*) = ${amount(kl)}`,
      anchor: 'end',
      class: 't-ink halo',
    },
  ]);
}
