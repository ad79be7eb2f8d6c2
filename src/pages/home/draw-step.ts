import { range, scaleLinear } from 'd3';
import { bars } from '../../charts/bars.ts';
import { dimensions } from '../../charts/dimension.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, signed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { px } from '../../charts/tokens.ts';
import { probability } from '../../exact/sigmoid.ts';
import { AXIS } from '../../panels/sigmoid-step/layout.ts';
import { STEP, stepFrom } from './step-verdict.ts';

/** θ_old stays where both it and θ_new can be seen. */
export const THETA_OLD = [-5.5, 7.5] as const;

/** What the reader does to the figure. Both ends move together: the step is always the same. */
export interface StepActions {
  readonly moveTo: (thetaOld: number) => void;
  readonly dropped: () => void;
}

/**
 * π = σ(θ); the step Δθ = −2 along it; what it does to π; and the step that would cost KL = δ. Of what the panel sigmoid-step
 * computes and draws, as much as can be read in passing.
 */
export function drawStep({ svg, width, height }: Frame, thetaOld: number, { moveTo, dropped }: StepActions): void {
  const u = px('--u');
  const em = px('--fs-tick');
  const narrow = width < 500 * u;
  const [left, right] = [30 * u, width - (narrow ? 66 : 124) * u];
  const foot = height - 84 * u;
  const [row1, row2] = [foot + 28 * u, foot + 56 * u];
  const x = scaleLinear(AXIS, [left, right]);
  const y = scaleLinear([0, 1], [foot, 14 * u]);
  const { thetaNew, pOld, pNew, stepDown, stepUp } = stepFrom(thetaOld);
  const [xOld, xNew, yOld, yNew] = [x(thetaOld), x(thetaNew), y(pOld), y(pNew)];
  const sigmoid = (from: number, to: number, n: number) =>
    pathOf(range(n + 1).map((i) => [x(from + ((to - from) * i) / n), y(probability(from + ((to - from) * i) / n))]));
  // the trust region on the axis, cut where the axis ends
  const up = Math.min(AXIS[1], thetaOld + stepUp);
  const down = Math.max(AXIS[0], thetaOld + stepDown);
  const outside = right + (narrow ? 12 : 22) * u;
  const faint = 'opacity:.5';

  segments(layer(svg, 'ground'), [
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' },
    { x1: left, y1: row1, x2: right, y2: row1, class: 'gr' },
    { x1: left, y1: row2, x2: right, y2: row2, class: 'gr' },
    { x1: xOld, y1: yOld, x2: xOld, y2: row2, class: 'thin s-old', style: faint },
    { x1: xNew, y1: yNew, x2: xNew, y2: row1, class: 'thin s-new', style: faint },
    { x1: xOld, y1: yOld, x2: outside, y2: yOld, class: 'thin s-old', style: faint },
    { x1: xNew, y1: yNew, x2: outside, y2: yNew, class: 'thin s-new', style: faint },
  ]);
  bars(layer(svg, 'trust-region'), [
    { x: x(down), y: row2 - 8 * u, width: x(up) - x(down), height: 16 * u, class: 'w-kl' },
  ]);
  paths(layer(svg, 'curves'), [
    { d: sigmoid(...AXIS, 160), class: 'data s-ink', style: `stroke-width:${1.75 * u}` },
    { d: sigmoid(thetaNew, thetaOld, 60), class: 'data s-euclid', style: `stroke-width:${4.5 * u}` },
  ]);
  dimensions(layer(svg, 'steps'), [
    { from: [xOld, row1], to: [xNew, row1], stroke: 's-euclid', fill: 'f-euclid' },
    { from: [xOld, row2], to: [x(down), row2], stroke: 's-kl', fill: 'f-kl' },
    ...(Math.abs(yOld - yNew) > 3 * u
      ? [{ from: [outside, yOld], to: [outside, yNew], stroke: 's-ink', fill: 'f-ink', width: 1.5 * u } as const]
      : []),
  ]);

  const middle = Math.max(y(1) + 10 * u, Math.min(y(0) - 8 * u, (yOld + yNew) / 2));
  const drop = em * 0.35;
  const words: Label[] = [
    { x: left - 8 * u, y: y(0) + drop, text: '0', anchor: 'end' },
    { x: left - 8 * u, y: y(1) + drop, text: '1', anchor: 'end' },
    { x: left, y: y(1) + drop, text: '*π*(*a* = 1) = *σ*(*θ*)', class: 'lbl' },
    { x: right + 12 * u, y: row1 + drop, text: narrow ? 'Δ*θ* −2' : 'Δ*θ* = −2, always', class: 't-euclid' },
    { x: right + 12 * u, y: row2 + drop, text: narrow ? 'KL .05' : 'KL = .05, always', class: 't-kl' },
    { x: outside + 10 * u, y: middle - 2 * u, text: 'Δ*π*', class: 't-ink' },
    { x: outside + 10 * u, y: middle + em * 1.15, text: signed(pNew - pOld, 3), class: 't-ink' },
    ...[-8, -4, 0, 4, 8].map((t): Label => ({ x: x(t), y: height - 6 * u, text: fixed(t, 0), anchor: 'middle' })),
    { x: right + 14 * u, y: height - 6 * u, text: '*θ*', class: 'lbl' },
    { x: xOld + 13 * u, y: yOld + em * 1.6, text: '*π*_{old}', class: 'halo t-old' },
    { x: xNew - 13 * u, y: yNew - em * 1.1, text: '*π*_{new}', class: 'halo t-new', anchor: 'end' },
  ];
  labels(layer(svg, 'words'), words);

  const handle = (name: 'old' | 'new', at: number, offset: number): Handle => ({
    x: x(at),
    y: y(probability(at)),
    fill: `f-${name}`,
    grip: 'x',
    label: `theta ${name}`,
    value: Number(at.toFixed(2)),
    min: THETA_OLD[0] - offset,
    max: THETA_OLD[1] - offset,
    valueText: `${fixed(at, 1)}, probability ${fixed(probability(at), 3)}`,
    onDrag: (px) => moveTo(x.invert(px) + offset),
    onDrop: dropped,
    onStep: (dx, dy) => {
      moveTo(thetaOld + (dx || dy) * 0.1);
      dropped();
    },
    onEnd: (side) => {
      moveTo(side < 0 ? THETA_OLD[0] : THETA_OLD[1]);
      dropped();
    },
  });
  handles(layer(svg, 'handles'), [handle('new', thetaNew, -STEP), handle('old', thetaOld, 0)]);
}
