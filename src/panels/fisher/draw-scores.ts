import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { eigen, ellipse, type Symmetric } from '../../exact/symmetric.ts';
import { drawParabola, paintScores, spreadHandle } from './draw-parabola.ts';
import { drawTriangle, nameCorners, policyHandle, policyOf } from './draw-triangle.ts';
import { type ScorePlane, scorePlane } from './layout.ts';
import type { FisherState, Quantities } from './quantities.ts';

type Change = (change: Partial<FisherState>) => void;

/** Scores of sampled actions, and the ellipses of the mean of their outer products: F̂ of N of them, F of all. */
export function drawScores(frame: Frame, quantities: Quantities, set: Change): void {
  const plane = scorePlane(frame, quantities);
  const isSoftmax = quantities.state.policy === 'softmax';
  const centre = isSoftmax ? policyOf(quantities.state) : ([0, 0] as const);
  if (isSoftmax) drawTriangle(frame, plane, quantities);
  else drawParabola(frame, plane, quantities);
  paintScores(frame, plane, quantities);
  drawEllipses(frame, plane, quantities, centre);
  if (isSoftmax) nameCorners(frame, plane, quantities);
  drawTitle(frame, plane, isSoftmax);
  handles(layer(frame.svg, 'handles'), [
    isSoftmax ? policyHandle(plane, quantities.state, set) : spreadHandle(frame, plane, quantities.state, set),
  ]);
}

function drawEllipses(
  { svg, u, em }: Frame,
  { x, y, left, right, top, bottom }: ScorePlane,
  { state, policy, estimate }: Quantities,
  centre: readonly [number, number],
): void {
  const at = ([a, b]: readonly [number, number]): [number, number] => [x(centre[0] + a), y(centre[1] + b)];
  const outline = (matrix: Symmetric) => `${pathOf(ellipse(matrix, 1).map(at))}Z`;
  const axes = (matrix: Symmetric): Path[] => {
    const { values, angle } = eigen(matrix);
    const [a, b] = values.map((value) => Math.sqrt(Math.max(0, value))) as [number, number];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [
      { d: pathOf([at([-a * c, -a * s]), at([a * c, a * s])]), class: 'thin s-kl' },
      { d: pathOf([at([b * s, -b * c]), at([-b * s, b * c])]), class: 'thin s-kl' },
    ];
  };
  // beside the longer axis of the softmax's ellipse, at the ends of the Gaussian's, where nothing else is named
  const nameAt = (matrix: Symmetric, side: 1 | -1) => {
    const { values, angle } = eigen(matrix);
    const isSoftmax = state.policy === 'softmax';
    // an ellipse without width is a line, named at its end
    const isLine = values[1] < 1e-3 * values[0];
    const direction = isLine ? angle : isSoftmax ? angle + Math.PI / 2 : Math.PI / 2;
    const length = isLine ? Math.sqrt(values[0]) : isSoftmax ? Math.sqrt(values[1]) : Math.sqrt(matrix[2]);
    const up = Math.sin(direction) >= 0 ? side : -side;
    const [px, py] = at([up * length * Math.cos(direction), up * length * Math.sin(direction)]);
    const [away, drop] = [up * Math.cos(direction) * em * 0.7, -up * Math.sin(direction) * em * 0.9];
    if (isLine) return { x: Math.min(right, px), y: Math.max(top + em, py - em * 0.8), anchor: 'end' as const };
    return {
      x: Math.max(left, Math.min(right, px + away)),
      y: Math.max(top + em, Math.min(bottom - 4 * u, py + drop + em * 0.35)),
      anchor: isSoftmax ? (away > 0 ? ('start' as const) : ('end' as const)) : ('middle' as const),
    };
  };
  paths(layer(svg, 'ellipses'), [
    { d: outline(policy.fisher), class: 'w-kl' },
    ...axes(policy.fisher),
    { d: outline(policy.fisher), class: 'data s-kl' },
    { d: outline(estimate), class: 'data s-kl dash' },
  ]);
  dots(layer(svg, 'centre'), [{ x: at([0, 0])[0], y: at([0, 0])[1], r: 2 * u, class: 'f-kl' }]);
  labels(layer(svg, 'ellipse-names'), [
    { ...nameAt(policy.fisher, -1), text: '*F*', class: 'halo t-kl' },
    { ...nameAt(estimate, 1), text: '*F̂*, dashed', class: 'halo t-kl' },
  ]);
}

function drawTitle({ svg, em }: Frame, { left }: ScorePlane, isSoftmax: boolean): void {
  labels(layer(svg, 'title'), [
    { x: left, y: em, text: 'Scores', class: 'strong' },
    {
      x: left,
      y: em * 2.3,
      text: isSoftmax ? '∇ log *π*(*a*) is the way from *π* to corner *a*' : '∇ log *π*(*a*) lies on a parabola',
    },
  ]);
}
