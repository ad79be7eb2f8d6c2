import { axisX, axisY } from '../../charts/axis.ts';
import { dotCloud } from '../../charts/dot-cloud.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, thousands } from '../../charts/format.ts';
import type { Handle } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { token } from '../../charts/tokens.ts';
import { snap } from '../snap.ts';
import type { ScorePlane } from './layout.ts';
import type { FisherState, Quantities } from './quantities.ts';

type Change = (change: Partial<FisherState>) => void;

/** The Gaussian's scores lie on a parabola: (z, z² − 1) / σ. */
export function drawParabola(
  { svg, u, em }: Frame,
  { x, y, left, right, top, bottom }: ScorePlane,
  { state, scores }: Quantities,
): void {
  for (const name of ['triangle', 'arrows', 'corners']) layer(svg, name).replaceChildren();
  const curve = Array.from({ length: 121 }, (_, i): [number, number] => {
    const z = -4 + i / 15;
    return [x(z / state.sigma), y((z * z - 1) / state.sigma)];
  }).filter(([px, py]) => px >= left && px <= right && py >= top);
  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: [-4, -2, 0, 2, 4], line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, { ticks: [-2, 0, 2, 4], line: [bottom, top] });
  segments(layer(svg, 'parabola'), [
    { x1: x(0), y1: top, x2: x(0), y2: bottom, class: 'gr' },
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'gr' },
  ]);
  paths(layer(svg, 'arrows'), [{ d: pathOf(curve), class: 'hair' }]);
  let beyond = 0;
  for (let i = 0; i < state.samples; i++)
    if (y(scores[2 * i + 1]!) < top || x(scores[2 * i]!) < left || x(scores[2 * i]!) > right) beyond += 1;
  labels(layer(svg, 'beyond'), [
    {
      x: right,
      y: top + em * 2.3,
      text: beyond ? `${thousands(beyond)} beyond ↑` : '',
      anchor: 'end',
      class: 'halo',
    },
    { x: right, y: bottom - 7 * u, text: 'for *μ*: *z*/*σ*', anchor: 'end', class: 'lbl halo' },
    { x: x(0) + 7 * u, y: top + em, text: 'for *σ*: (*z*² − 1)/*σ*', class: 'lbl halo' },
  ]);
}

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** The Gaussian's samples; the softmax has three scores only, whose arrows say how often. */
export function paintScores(
  { canvas, width, height, u, theme }: Frame,
  { x, y, top, left, right }: ScorePlane,
  { state, scores }: Quantities,
): void {
  if (!canvas) return;
  const data: Dot[] = [];
  if (state.policy === 'gaussian')
    for (let i = 0; i < state.samples; i++) {
      const [px, py] = [x(scores[2 * i]!), y(scores[2 * i + 1]!)];
      if (py > top && px > left && px < right) data.push({ x: px, y: py });
    }
  const key = data.length === 0 ? 'empty' : `${JSON.stringify(state)} ${theme}`;
  const cloud = { data, x: (dot: Dot) => dot.x, y: (dot: Dot) => dot.y, colour: token('--ink'), key };
  dotCloud(
    canvas,
    { ...cloud, radius: 1.6 * u, opacity: Math.max(0.06, Math.min(0.6, 6 / Math.sqrt(state.samples))) },
    width,
    height,
  );
}

/** The end of the ellipse's axis for μ, which is 1/σ long. */
export function spreadHandle({ u }: Frame, { x, y }: ScorePlane, { sigma }: FisherState, set: Change): Handle {
  const to = (wanted: number) => set({ sigma: snap(wanted, 0.01, 0.5, 2) });
  return {
    x: x(1 / sigma),
    y: y(0),
    fill: 'f-old',
    grip: 'x',
    radius: 6 * u,
    label: 'spread of the policy, sigma',
    value: sigma,
    min: 0.5,
    max: 2,
    valueText: fixed(sigma),
    onDrag: (px) => to(1 / Math.max(0.4, x.invert(px))),
    onStep: (dx, dy) => to(sigma + (dx || dy) * 0.02),
    onEnd: (side) => to(side < 0 ? 0.5 : 2),
  };
}
