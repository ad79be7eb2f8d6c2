import { range } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed, signed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { density } from '../../../exact/gaussian.ts';
import { valueAt } from '../../../exact/piecewise.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { rewardCurve } from '../../reward-curve.ts';
import type { Quantities } from '../quantities.ts';
import { drawSamples } from './draw-samples.ts';
import { type Change, knotHandles, policyHandles } from './handles.ts';
import { A_END, type Layout, layoutOf, Z_END } from './layout.ts';

/** The noise at the foot is led through a = μ + zσ to the actions, and these to f and its slope. */
export function drawReparameterization(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const layout = layoutOf(frame, quantities);
  drawGround(frame, layout, quantities);
  drawSamples(frame, layout, quantities);
  drawReading(frame, layout, quantities, reader);
  const { svg, u } = frame;
  handles(layer(svg, 'policy-handles'), policyHandles(layout, quantities, set, u));
  handles(layer(svg, 'knots'), quantities.state.f === 'drawn' ? knotHandles(layout, quantities, set, u) : []);
}

function drawGround({ svg, u, em }: Frame, layout: Layout, { f, state }: Quantities): void {
  const { a, z, y, p, q, left, right, narrow } = layout;
  const policy = { mean: state.mean, sigma: state.sigma };
  const noise = { mean: 0, sigma: 1 };
  const hill = (from: number, to: number, place: (at: number) => Point): Point[] =>
    range(181).map((i) => place(from + ((to - from) * i) / 180));
  // dense where the policy is, however narrow
  const low = Math.max(-A_END, state.mean - 5 * state.sigma);
  const high = Math.min(A_END, state.mean + 5 * state.sigma);
  const actions = hill(low, high, (at) => [a(at), p(density(policy, at))]);
  const draws = hill(-Z_END, Z_END, (at) => [z(at), q(density(noise, at))]);
  segments(layer(svg, 'ground'), [{ x1: left, y1: y(0), x2: right, y2: y(0), class: 'gr' }]);
  paths(layer(svg, 'densities'), [
    { d: `${pathOf([[a(low), p(0)], ...actions, [a(high), p(0)]])}Z`, class: 'w-old' },
    { d: pathOf(actions), class: 'data s-old' },
    { d: pathOf(draws), class: 'ax' },
  ]);
  paths(layer(svg, 'reward'), [{ d: rewardCurve(f, a, y), class: 'data s-ink', style: `stroke-width:${1.5 * u}` }]);
  axisY(layer(svg, 'reward-axis'), y, left - 6 * u, {
    ticks: [-4, 0, 4],
    format: (tick) => fixed(tick, 0),
    line: [y(-4), y(4)],
  });
  axisX(layer(svg, 'actions'), a, p(0), { ticks: [], line: [left, right] });
  axisX(layer(svg, 'noise'), z, q(0), {
    ticks: range(-3, 4),
    format: (tick) => fixed(tick, 0),
    line: [z(-Z_END), z(Z_END)],
  });
  const middle = (p(0) + q(0)) / 2;
  labels(layer(svg, 'words'), [
    { x: left, y: em, text: '*f*(*a*)', class: 'lbl halo' },
    ...range(-6, 7, narrow ? 3 : 2).map((tick) => ({
      x: a(tick),
      y: p(0) + em * 1.15,
      text: fixed(tick, 0),
      anchor: 'middle' as const,
      class: 'halo',
    })),
    { x: left, y: p(0) - 6 * u, text: 'action *a*', class: 'lbl halo' },
    { x: left, y: middle + em * 0.35, text: narrow ? '*μ* + *zσ*' : '*a* = *μ* + *zσ*', class: 'lbl halo' },
    { x: left, y: q(0), text: narrow ? 'noise *z*' : 'noise *z* ~ N(0, 1)', class: 'lbl halo' },
  ]);
}

function drawReading(frame: Frame, layout: Layout, { f, slope, state }: Quantities, reader: Reader): void {
  const { a, y, p, right } = layout;
  const policy = { mean: state.mean, sigma: state.sigma };
  const [floor, ceiling] = y.range() as [number, number];
  readAlong(frame, {
    reader,
    label: 'Action to read the figure at',
    x: a,
    top: ceiling,
    bottom: p(0),
    start: state.mean,
    next: (at, by) => at + by * 0.05,
    read(at) {
      const value = valueAt(f, at);
      return {
        dots: [
          ...(y(value) >= ceiling && y(value) <= floor
            ? [{ x: a(at), y: y(value), r: 3 * frame.u, class: 'f-ink' }]
            : []),
          { x: a(at), y: p(density(policy, at)), r: 3 * frame.u, class: 'f-old' },
        ],
        words: `*a* ${fixed(at)}: *f* ${signed(value)}, *f* ′ ${signed(valueAt(slope, at))}`,
      };
    },
    place: { x: right, y: frame.em, anchor: 'end' },
  });
}
