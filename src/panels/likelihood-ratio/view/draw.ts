import { range } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { bars } from '../../../charts/bars.ts';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed, probability, withoutZero } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { valueAt } from '../../../exact/piecewise.ts';
import type { Reader } from '../../read-along.ts';
import { rewardCurve } from '../../reward-curve.ts';
import { ACTIONS, type LikelihoodRatioState, type Quantities } from '../quantities.ts';
import { drawHandles } from './draw-handles.ts';
import { drawMeanPush } from './draw-mean-push.ts';
import { drawPushes } from './draw-pushes.ts';
import { drawReading } from './draw-reading.ts';
import { barHalf, type Layout, layoutOf } from './layout.ts';

export type Change = (change: Partial<LikelihoodRatioState>) => void;

/** f with the samples' pushes on it; their mean beside the exact gradient; the policy that they are drawn from. */
export function drawLikelihoodRatio(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const layout = layoutOf(frame, quantities);
  drawGround(frame, layout, quantities);
  drawPolicy(frame, layout, quantities);
  drawPushes(frame, layout, quantities);
  drawMeanPush(frame, layout, quantities);
  drawReading(frame, layout, quantities, reader);
  drawHandles(frame, layout, quantities, set);
}

function drawGround({ svg, u, em }: Frame, { x, y, p, left, right, narrow }: Layout, { f, state }: Quantities): void {
  const [low, high] = y.domain() as [number, number];
  const every = (y(0) - y(2)) / u < 26 || narrow ? 4 : 2;
  segments(layer(svg, 'ground'), [
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' },
    ...(state.constant !== 0
      ? [{ x1: left, y1: y(state.constant), x2: right, y2: y(state.constant), class: 'gr' }]
      : []),
  ]);
  paths(layer(svg, 'reward'), [{ d: rewardCurve(f, x, y), class: 'data s-ink', style: `stroke-width:${1.25 * u}` }]);
  axisY(layer(svg, 'reward-axis'), y, left - 6 * u, {
    ticks: range(Math.ceil(low / every) * every, high + 1e-9, every),
    format: (tick) => fixed(tick, 0),
    line: [y.range()[0]!, y.range()[1]!],
  });
  axisX(layer(svg, 'axis'), x, p(0), {
    ticks: state.policy === 'gaussian' ? range(-6, 7, narrow ? 3 : 2) : ACTIONS,
    format: (tick) =>
      state.policy === 'gaussian' ? fixed(tick, 0) : narrow ? String(tick / 2 + 3) : `action ${tick / 2 + 3}`,
    line: [left, right],
  });
  const lifted =
    state.constant === 0
      ? ''
      : state.constant > 0
        ? ` + ${fixed(state.constant, 1)}`
        : ` − ${fixed(-state.constant, 1)}`;
  // where f keeps away from zero, words about its sign stand free
  const free = (from: number) => Math.min(...range(from, from + 3, 0.1).map((at) => Math.abs(valueAt(f, at))));
  const side =
    free(3) >= free(-6) ? ({ x: right, anchor: 'end' } as const) : ({ x: left + 6 * u, anchor: 'start' } as const);
  const words: Label[] = [
    { x: left, y: em, text: `*f*(*x*)${lifted}`, class: 'lbl halo' },
    { ...side, y: y(0) - 5 * u, text: narrow ? 'above 0: likelier' : 'above 0: make it likelier', class: 'halo t-pos' },
    { ...side, y: y(0) + em * 1.15, text: narrow ? 'below 0: rarer' : 'below 0: make it rarer', class: 'halo t-neg' },
  ];
  labels(layer(svg, 'words'), words);
}

function drawPolicy({ svg, u, em }: Frame, layout: Layout, { state, policyAt, probabilities, xs }: Quantities): void {
  const { x, p, left, right } = layout;
  const outline = range(201).map((i): Point => {
    const at = x.invert(left + ((right - left) * i) / 200);
    return [x(at), p(policyAt(at))];
  });
  const gaussian = state.policy === 'gaussian';
  const half = barHalf(layout);
  paths(
    layer(svg, 'policy'),
    gaussian
      ? [
          { d: `${pathOf([[left, p(0)], ...outline, [right, p(0)]])}Z`, class: 'w-old' },
          { d: pathOf(outline), class: 'data s-old' },
        ]
      : probabilities.map((value, k) => ({
          d: `M${x(ACTIONS[k]!) - half} ${p(value)}h${2 * half}`,
          class: 'data s-old',
          style: 'stroke-linecap:butt',
        })),
  );
  bars(
    layer(svg, 'bars'),
    probabilities.map((value, k) => ({
      x: x(ACTIONS[k]!) - half,
      y: p(value),
      width: 2 * half,
      height: p(0) - p(value),
      class: 'w-old',
    })),
  );
  // every sample leaves its tick where it fell
  const rug = gaussian
    ? Array.from(xs.subarray(0, state.samples), (at) => `M${x(at).toFixed(1)} ${p(0)}v${-5 * u}`).filter(
        (_, i) => Math.abs(xs[i]!) <= 6,
      )
    : [];
  paths(layer(svg, 'rug'), [{ d: rug.join(''), class: 'thin s-old', style: 'opacity:.5' }]);
  labels(
    layer(svg, 'policy-words'),
    gaussian
      ? [
          {
            x: x(state.mean) + (state.mean > 1 ? -1 : 1) * (state.sigma * (x(1) - x(0)) + 14 * u),
            y: p(policyAt(state.mean + state.sigma)) - em * 0.9,
            text: `*P*_{θ}: *μ* = ${fixed(state.mean)}, *σ* = ${fixed(state.sigma)}`,
            anchor: state.mean > 1 ? 'end' : 'start',
            class: 'halo t-old',
          },
        ]
      : probabilities.map((value, k) => ({
          x: layout.narrow ? x(ACTIONS[k]!) - 2 * u : x(ACTIONS[k]!) + half + 4 * u,
          y: p(value) + (layout.narrow ? -6 * u : em * 0.35),
          text: layout.narrow ? withoutZero(probability(value)) : probability(value),
          class: 'halo t-old',
        })),
  );
}
