import { axisX, axisY } from '../../../charts/axis.ts';
import type { Frame } from '../../../charts/figure.ts';
import { shortest } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { segments } from '../../../charts/segments.ts';
import { findEnvironment } from '../../../engine/envs/index.ts';
import type { Cliff } from '../findings.ts';
import { nearestStep, STEP_SIZES, type State } from '../runs.ts';
import { sayReturn, sayStep } from '../words.ts';
import { drawCliffs } from './draw-cliffs.ts';
import { layoutOf } from './layout.ts';

/** Where the reader points, kept between redraws: one of the step sizes. */
export interface Touch {
  stepSize: number | null;
}

interface Shown {
  readonly cliffs: readonly Cliff[];
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly touch: Touch;
  /** The line of text where data will be; empty once there are some. */
  readonly empty: string;
}

/** Return after training against step size; a handle on the axis chooses one. */
export function draw(frame: Frame, { cliffs, state, set, touch, empty }: Shown): void {
  const { svg, redraw } = frame;
  const layout = layoutOf(frame, state.env);
  const { x, y, u, em, narrow, left, right, top, bottom } = layout;
  const { successThreshold } = findEnvironment(state.env);
  const read = touch.stepSize ?? nearestStep(state.stepSize);
  segments(layer(svg, 'grid'), [
    { x1: left, y1: y(successThreshold), x2: right, y2: y(successThreshold), class: 'hair' },
  ]);
  axisY(layer(svg, 'axis-y'), y, left, { ticks: y.ticks(4), format: shortest, line: [top, bottom] });
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: narrow ? [1e-4, 1e-2, 1] : [1e-4, 1e-3, 1e-2, 1e-1, 1],
    format: shortest,
    line: [left, right],
    offset: em * 1.4,
  });
  labels(layer(svg, 'axis-words'), [
    { x: left - em * 3, y: em, text: 'return after training', class: 'lbl' },
    {
      x: right,
      y: bottom + em * 3,
      text: 'step size *α*',
      anchor: 'end',
      class: 'lbl',
    },
    { x: left + em * 0.6, y: y(successThreshold) - em * 0.4, text: 'solved', class: 'halo' },
    { x: left + em, y: (top + bottom) / 2, text: empty, class: 'lbl halo' },
  ]);
  drawCliffs(svg, layout, cliffs, read);

  const point = (stepSize: number | null) => {
    touch.stepSize = stepSize;
    redraw();
  };
  const rung = STEP_SIZES.indexOf(read);
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top - 20 * u,
      label: 'Returns by step size',
      valueText: spoken(cliffs, read),
      onPoint: (at) => point(at && nearestStep(x.invert(at[0]))),
      onPick: (px) => set({ stepSize: nearestStep(x.invert(px)) }),
      onStep: (by) => point(STEP_SIZES[Math.max(0, Math.min(STEP_SIZES.length - 1, rung + by))]!),
    },
  ]);
  handles(layer(svg, 'handles'), [
    {
      x: x(state.stepSize),
      y: bottom,
      fill: 'f-euclid',
      grip: 'x',
      label: 'step size',
      value: state.stepSize,
      min: STEP_SIZES[0]!,
      max: STEP_SIZES.at(-1)!,
      valueText: `${sayStep(state.stepSize)}; ${spoken(cliffs, nearestStep(state.stepSize))}`,
      onDrag: (px) => set({ stepSize: toStep(x.invert(px)) }),
      onStep: (dx, dy) => set({ stepSize: toStep(state.stepSize * 10 ** ((dx || dy) / 20)) }),
      onEnd: (side) => set({ stepSize: side < 0 ? STEP_SIZES[0]! : STEP_SIZES.at(-1)! }),
    },
  ]);
}

/** Two digits, so that a link stays short. */
const toStep = (value: number): number =>
  Number(Math.min(STEP_SIZES.at(-1)!, Math.max(STEP_SIZES[0]!, value)).toPrecision(2));

/** What every algorithm returned after training with one step size. */
export function spoken(cliffs: readonly Cliff[], stepSize: number): string {
  const values = cliffs.map(({ contender, points }) => {
    const { runs } = points.find((point) => point.stepSize === stepSize)!;
    const each = runs.map(({ value, diverged }) => (diverged ? 'diverged' : sayReturn(value)));
    return `${contender.names[0]} ${each.length > 0 ? each.join(', ') : 'not known yet'}`;
  });
  return `step size ${sayStep(stepSize)}: ${values.join('; ')}`;
}
