import { range } from 'd3';
import { clippedLayer } from '../../../charts/clip.ts';
import type { Point } from '../../../charts/decimate.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { ellipseRadii } from '../../../exact/trust-region.ts';
import type { Pair } from '../../../exact/two-state.ts';
import type { KlStep } from '../quantities.ts';
import type { Plane } from './layout.ts';

/** The trust region as it is (solid), as the quadratic model has it (dashed), and both optima's ways out of its middle. */
export function drawRegion(svg: SVGSVGElement, plane: Plane, step: KlStep): void {
  const { x, y, room, u, em, narrow, left, right, bottom } = plane;
  const { theta, model, delta, boundary, path, natural } = step;
  const place = ([first, second]: Pair): Point => [x(first), y(second)];
  const [r1, r2] = ellipseRadii(model, delta);
  const ellipse = range(73).map((i): Pair => {
    const angle = (i * Math.PI) / 36;
    return [theta[0] + r1 * Math.cos(angle), theta[1] + r2 * Math.sin(angle)];
  });
  const edge = `${pathOf(boundary.map(place))}Z`;
  const far = 14 / Math.hypot(...natural);
  const ray: Pair[] = [theta, [theta[0] + far * natural[0], theta[1] + far * natural[1]]];
  paths(clippedLayer(svg, 'region', room), [
    { d: edge, class: 'w-kl' },
    { d: edge, class: 'data s-kl' },
    { d: pathOf(ellipse.map(place)), class: 'thin s-kl dash f-none', style: `stroke-width:${1.5 * u}` },
    {
      d: pathOf([theta, ...path.map((optimum) => optimum.theta)].map(place)),
      class: 'thin s-new',
      style: `stroke-width:${1.5 * u}`,
    },
    { d: pathOf(ray.map(place)), class: 'thin s-new dash' },
  ]);
  const foot = boundary[(boundary.length * 3) / 4]!;
  const names: Label[] = [
    {
      x: x(foot[0]),
      y: y(foot[1]) + em * 1.25,
      text: narrow ? 'KL = *δ*' : 'KL(*π*_{old} ‖ *π*) = *δ*',
      anchor: 'middle',
      class: 't-kl halo',
    },
    {
      x: x(theta[0] - r1) - 6 * u,
      y: y(theta[1]) + em * 0.35,
      text: narrow ? '' : '½ *d*^{⊤}*F* *d* = *δ*',
      anchor: 'end',
      class: 't-kl halo',
    },
  ];
  labels(
    layer(svg, 'region-words'),
    names.filter((name) => name.x > left + 8 * em && name.x < right - 3 * em && name.y < bottom - 2 * u),
  );
}
