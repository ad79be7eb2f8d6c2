import { range, scaleLinear } from 'd3';
import { axisX } from '../../charts/axis.ts';
import { clippedLayer } from '../../charts/clip.ts';
import type { Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { handles } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { density, type Gaussian } from '../../exact/gaussian.ts';
import { snap } from '../snap.ts';
import type { Change } from './draw.ts';
import type { Geometry } from './quantities.ts';

const ACTIONS = [-5, 5] as const;
/** The density's axis ends at least here, so that a wide policy looks wide. */
const LEAST_TOP = 0.5;

/** What the policies do: both densities over actions; for a gradient step also those that it ends at, written differently. */
export function drawDensities({ svg, width, height, u, em }: Frame, quantities: Geometry, set: Change): void {
  const { old, new: policy, rewritten, state } = quantities;
  const foot = height - em - 14 * u;
  const x = scaleLinear(ACTIONS, [4 * u, width - 4 * u]);
  const others = rewritten.flatMap(({ by, ends }) => (ends && by !== quantities.by ? [ends] : []));
  const shown = [old, ...(policy ? [policy] : []), ...others];
  const peaks = shown.map((one) => density(one, one.mean));
  const y = scaleLinear([0, Math.min(2.2, Math.max(LEAST_TOP, ...peaks))], [foot, 22 * u]);
  const curve = (of: Gaussian): Point[] =>
    range(201).map((i) => {
      const action = ACTIONS[0] + ((ACTIONS[1] - ACTIONS[0]) * i) / 200;
      return [x(action), y(density(of, action))];
    });
  const before = curve(old);
  paths(clippedLayer(svg, 'densities', { x: 0, y: 4 * u, width, height: foot - 3 * u }), [
    { d: `${pathOf([[x(ACTIONS[0]), foot], ...before, [x(ACTIONS[1]), foot]])}Z`, class: 'w-old' },
    { d: pathOf(before), class: 'data s-old' },
    ...others.map((one) => ({ d: pathOf(curve(one)), class: 'thin s-new dash' })),
    ...(policy ? [{ d: pathOf(curve(policy)), class: 'data s-new' }] : []),
  ]);
  axisX(layer(svg, 'axis'), x, foot, { ticks: [-4, -2, 0, 2, 4], line: [x(ACTIONS[0]), x(ACTIONS[1])] });

  const gradient = state.step !== 'hand';
  const beyond = state.target > 2.2;
  segments(
    layer(svg, 'target'),
    gradient ? [{ x1: x(state.target), y1: foot, x2: x(state.target), y2: 20 * u, class: 'hair' }] : [],
  );
  labels(layer(svg, 'words'), [
    {
      x: x(ACTIONS[1]),
      y: foot - 7 * u,
      text: gradient && beyond ? '' : 'action *a*',
      anchor: 'end',
      class: 'lbl halo',
    },
    {
      x: x(state.target) + (beyond ? -7 : 7) * u,
      y: 18 * u,
      text: gradient ? `best action *a** = ${fixed(state.target)}` : '',
      anchor: beyond ? 'end' : 'start',
      class: 'lbl halo',
    },
    ...policyNames(old, policy, (action, value) => [x(action), Math.max(14 * u, y(value))], u),
  ]);
  const move = (target: number) => set({ target: snap(target, 0.05, -3, 3) });
  handles(
    layer(svg, 'handles'),
    gradient
      ? [
          {
            x: x(state.target),
            y: foot,
            fill: 'f-ink',
            grip: 'x',
            radius: 5.5 * u,
            label: 'best action',
            value: state.target,
            min: -3,
            max: 3,
            valueText: fixed(state.target),
            onDrag: (px) => move(x.invert(px)),
            onStep: (dx, dy) => move(state.target + (dx || dy) * 0.05),
          },
        ]
      : [],
  );
}

/** Each density is named on the side away from the other one. */
function policyNames(
  old: Gaussian,
  policy: Gaussian | null,
  place: (action: number, value: number) => Point,
  u: number,
): Label[] {
  const side = policy && policy.mean < old.mean ? 1 : -1;
  const name = (of: Gaussian, toSide: number, which: 'old' | 'new'): Label => {
    const action = of.mean + toSide * of.sigma * 0.9;
    const [x, y] = place(action, density(of, action));
    return {
      x: x + toSide * 9 * u,
      y: y - 5 * u,
      text: `*π*_{${which}}`,
      anchor: toSide < 0 ? 'end' : 'start',
      class: `t-${which} halo`,
    };
  };
  return [name(old, side, 'old'), ...(policy ? [name(policy, -side, 'new')] : [])];
}
