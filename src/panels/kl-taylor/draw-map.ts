import { range } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { clippedLayer } from '../../charts/clip.ts';
import type { Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { probability } from '../../exact/sigmoid.ts';
import { snap } from '../snap.ts';
import { type Costs, costsOf } from './costs.ts';
import { type Change, T } from './draw.ts';
import { mapOf, type ParameterMap, placeIn } from './map.ts';
import type { Taylor } from './quantities.ts';

/** The parameter space with both policies in it: where θ_old stands, and which way the line goes. */
export function drawMap(frame: Frame, quantities: Taylor, set: Change): void {
  const map = mapOf(frame, quantities);
  const { svg } = frame;
  const { x, y, left, right, top, bottom, u, em } = map;
  const { from, to, state } = quantities;
  const clipped = clippedLayer(svg, 'curves', { x: left, y: top, width: right - left, height: bottom - top });
  const line = state.family === 'sigmoid';
  const costs = line ? null : costsOf(quantities);
  paths(clipped, costs ? planePaths(map, quantities, costs) : sigmoidPaths(map, quantities));
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: line ? [-8, -4, 0, 4, 8] : chooseTicks(...(x.domain() as [number, number]), right - left),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: line ? [0, 1] : chooseTicks(...(y.domain() as [number, number]), bottom - top, em * 3),
    line: [bottom, top],
  });
  const [across, up] = NAMES[state.family];
  labels(layer(svg, 'words'), [
    { x: right, y: bottom - 6 * u, text: across, anchor: 'end', class: 'lbl halo' },
    { x: left + 7 * u, y: top + em, text: up, class: 'lbl halo' },
    ...(costs ? [costLabel(map, quantities, costs)] : []),
  ]);
  handles(layer(svg, 'handles'), [
    oldHandle(map, placeIn(map, from), quantities, set),
    newHandle(map, placeIn(map, to), quantities, set),
  ]);
}

const NAMES = {
  sigmoid: ['*θ*', '*π*(*a* = 1) = *σ*(*θ*)'],
  categorical: ['*θ*_{1}', '*θ*_{2}'],
  gaussian: ['*μ*', 'log *σ*'],
} as const;

function sigmoidPaths({ u, x, y }: ParameterMap, { from, t }: Taylor) {
  const piece = (start: number, end: number) =>
    pathOf(
      range(81).map((i): Point => {
        const theta = start + ((end - start) * i) / 80;
        return [x(theta), y(probability(theta))];
      }),
    );
  return [
    { d: piece(-8, 8), class: 'data s-ink', style: `stroke-width:${1.5 * u}` },
    { d: piece(from[0]!, from[0]! + t), class: 'data s-euclid', style: `stroke-width:${4 * u}` },
  ];
}

/** The line that the figure is cut along, the step on it, and all steps that cost as much: truly, and by the parabola. */
function planePaths(map: ParameterMap, quantities: Taylor, { contour, ellipse }: Costs) {
  const { x, y, u } = map;
  const { from, to, direction } = quantities;
  const [c, s] = direction as [number, number];
  const place = ([first, second]: readonly number[]): Point => [x(first!), y(second!)];
  const far = (way: number) => place([from[0]! + way * c, from[1]! + way * s]);
  const closed = (points: readonly Point[]) => (points.length > 0 ? `${pathOf(points)}Z` : '');
  return [
    { d: closed(contour.map(place)), class: 'thin s-kl', style: `stroke-width:${1.75 * u}` },
    { d: closed(ellipse.map(place)), class: 'thin s-kl dash' },
    { d: pathOf([far(-12), far(12)]), class: 'hair' },
    { d: pathOf([place(from), place(to)]), class: 'data s-euclid' },
  ];
}

/** Names the contour, in the corner that it leaves freer. */
function costLabel(
  { left, right, top, bottom, em, u, x, y }: ParameterMap,
  { kl, to }: Taylor,
  { contour, ellipse }: Costs,
): Label {
  const text = kl > 0 ? 'steps that cost as much' : '';
  const [wide, tall] = [em * 10.5, em * 1.6];
  const curves = [...contour, ...ellipse, to];
  const covered = (from: number, above: number) =>
    curves.filter(([first, second]) => {
      const [px, py] = [x(first!), y(second!)];
      return px > from && px < from + wide && py > above && py < above + tall;
    }).length;
  const high = covered(right - wide, top) <= covered(left, bottom - tall);
  return high
    ? { x: right, y: top + em, text, anchor: 'end', class: 't-kl halo' }
    : { x: left + 7 * u, y: bottom - em * 0.6, text, anchor: 'start', class: 't-kl halo' };
}

function oldHandle(map: ParameterMap, [px, py]: Point, { from, state }: Taylor, set: Change): Handle {
  const moves = {
    sigmoid: ([first]: readonly number[]) => set({ thetaOld: snap(first!, 0.05, -6, 6) }),
    categorical: ([first, second]: readonly number[]) =>
      set({ theta1: snap(first!, 0.05, -3, 3), theta2: snap(second!, 0.05, -3, 3) }),
    gaussian: ([, second]: readonly number[]) => set({ sigmaOld: snap(Math.exp(second!), 0.05, 0.5, 2) }),
  } as const;
  const move = moves[state.family];
  const [first, second = 0] = from as [number, number?];
  const words = {
    sigmoid: `theta ${fixed(first)}`,
    categorical: `logits ${fixed(first)} and ${fixed(second)}`,
    gaussian: `standard deviation ${fixed(state.sigmaOld)}`,
  } as const;
  return {
    x: px,
    y: py,
    fill: 'f-old',
    grip: ({ sigmoid: 'x', categorical: 'xy', gaussian: 'y' } as const)[state.family],
    radius: 6 * map.u,
    label: 'theta old',
    value: state.family === 'gaussian' ? state.sigmaOld : first,
    min: state.family === 'gaussian' ? 0.5 : -6,
    max: state.family === 'gaussian' ? 2 : 6,
    valueText: words[state.family],
    onDrag: (mx, my) => move([map.x.invert(mx), map.y.invert(my)]),
    onStep: (dx, dy) => move([first + (state.family === 'sigmoid' ? dx || dy : dx) * 0.1, second + dy * 0.1]),
  };
}

/** The end of the step; in a plane it turns the line as well. */
function newHandle(map: ParameterMap, [px, py]: Point, { from, to, t, reach, state }: Taylor, set: Change): Handle {
  const inReach = (step: number) => snap(step, T.step, -reach, reach);
  const move = ([first, second]: readonly number[]) => {
    if (state.family === 'sigmoid') return set({ step: inReach(first! - from[0]!) });
    const [dx, dy] = [first! - from[0]!, second! - from[1]!];
    // a step back along the line stays one
    const sign = t < 0 ? -1 : 1;
    const degrees = (Math.atan2(dy * sign, dx * sign) * 180) / Math.PI;
    set({ angle: (Math.round(degrees) + 360) % 360, step: inReach(sign * Math.hypot(dx, dy)) });
  };
  const [first, second = 0] = to as [number, number?];
  return {
    x: px,
    y: py,
    fill: 'f-new',
    grip: state.family === 'sigmoid' ? 'x' : 'xy',
    radius: 6 * map.u,
    label: 'theta new',
    value: first,
    min: -8,
    max: 8,
    valueText: state.family === 'sigmoid' ? fixed(first) : `${fixed(first)}, ${fixed(second)}`,
    onDrag: (mx, my) => move([map.x.invert(mx), map.y.invert(my)]),
    onStep: (dx, dy) => move([first + (state.family === 'sigmoid' ? dx || dy : dx) * 0.1, second + dy * 0.1]),
  };
}
