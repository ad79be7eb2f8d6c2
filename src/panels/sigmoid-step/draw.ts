import type { Frame } from '../../charts/figure.ts';
import { fixed, probability as sayProbability, signed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { probes } from '../../charts/probe.ts';
import { probability } from '../../exact/sigmoid.ts';
import { snap } from '../snap.ts';
import { drawBars } from './draw-bars.ts';
import { drawCurve } from './draw-curve.ts';
import { drawRows } from './draw-rows.ts';
import { AXIS, curvePoints, type Layout, layoutOf } from './layout.ts';
import type { SigmoidState, SigmoidStep } from './quantities.ts';

type Change = (change: Partial<SigmoidState>) => void;

/** θ moves in these steps, as far as the state's schema allows. */
const STEP = 0.05;
const END = 7.5;

/** The sigmoid with both policies on it, bars beside it, and three rows below; one step of θ runs through all of them. */
export function drawSigmoidStep(frame: Frame, quantities: SigmoidStep, touch: Touch, set: Change): void {
  const layout = layoutOf(frame);
  drawCurve(frame.svg, layout, quantities);
  drawBars(frame.svg, layout, quantities);
  drawRows(frame.svg, layout, quantities);
  drawGhost(frame, layout, quantities, touch);
  const { thetaOld, thetaNew } = quantities;
  handles(layer(frame.svg, 'handles'), [
    handle(layout, 'new', thetaNew, (theta) => set({ thetaNew: theta })),
    // the step goes with the policy that it starts from, as far as the axis allows
    handle(layout, 'old', thetaOld, (theta) => {
      const moved = Math.max(-END, Math.min(END, theta + quantities.step));
      set({ thetaOld: theta, thetaNew: snap(moved, STEP, -END, END) });
    }),
  ]);
}

function handle({ x, y }: Layout, name: 'old' | 'new', theta: number, move: (theta: number) => void): Handle {
  const to = (wanted: number) => move(snap(wanted, STEP, -END, END));
  return {
    x: x(theta),
    y: y(probability(theta)),
    fill: `f-${name}`,
    grip: 'x',
    label: `theta ${name}`,
    value: theta,
    min: -END,
    max: END,
    valueText: `${fixed(theta)}, probability ${sayProbability(probability(theta))}`,
    onDrag: (px) => to(x.invert(px)),
    onStep: (dx, dy) => to(theta + (dx || dy) * STEP * 2),
    onEnd: (side) => to(side * END),
  };
}

/** Where the reader points along the axis, kept between redraws. */
export interface Touch {
  theta: number | null;
}

/** The same Δθ from wherever the reader points: dashed, for it is not taken. */
function drawGhost({ svg, redraw }: Frame, layout: Layout, { step, thetaOld }: SigmoidStep, touch: Touch): void {
  const { x, y, u, em, left, right } = layout;
  const from = touch.theta;
  const to = from === null ? 0 : Math.max(AXIS[0], Math.min(AXIS[1], from + step));
  const change = from === null ? 0 : probability(from + step) - probability(from);
  paths(layer(svg, 'ghost'), [
    {
      d: from === null ? '' : pathOf(curvePoints(layout, from, to, 40)),
      class: 'data s-euclid dash',
      style: `stroke-width:${3 * u}`,
    },
  ]);
  const leftwards = from !== null && x(from) < (left + right) / 2;
  labels(layer(svg, 'ghost-words'), [
    {
      x: from === null ? 0 : x(from) + (leftwards ? -10 : 10) * u,
      y:
        from === null
          ? 0
          : Math.max(y(1) + em * 3, Math.min(y(0) - 6 * u, y(probability(from)) + (leftwards ? -em : em * 1.9))),
      text: from === null ? '' : `from ${fixed(from, 1)}: Δ*π* ${signed(change, 3)}`,
      anchor: leftwards ? 'end' : 'start',
      class: 't-euclid halo',
    },
  ]);
  const point = (theta: number | null) => {
    touch.theta = theta === null ? null : Math.max(-END, Math.min(END, theta));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: y(1),
      width: right - left,
      height: y(0) - y(1),
      label: 'The same step from elsewhere',
      valueText: from === null ? 'not shown' : `from ${fixed(from, 1)} the probability changes by ${signed(change, 3)}`,
      onPoint: (at) => point(at && x.invert(at[0])),
      onStep: (by) => point((touch.theta ?? thetaOld) + by * 0.1),
    },
  ]);
}
