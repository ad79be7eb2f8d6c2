import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { layer } from '../../../charts/layer.ts';
import { segments } from '../../../charts/segments.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { snap } from '../../snap.ts';
import type { Quantities } from '../quantities.ts';
import { LONGEST } from '../spec.ts';
import { BATCH } from '../trajectories.ts';
import { drawFan, productScale } from './draw-fan.ts';
import { drawSizes, LEAST } from './draw-sizes.ts';
import type { Change } from './policy-handles.ts';

/** Products of ratios over the steps, and below, on the same axis of time, how many trajectories they leave. */
export function drawProducts(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const { svg, width, height, u, em } = frame;
  const { state } = quantities;
  const [left, right] = [46 * u, width - em * 5.4];
  const t = scaleLinear([0, LONGEST], [left, right]);
  const middle = height * 0.54;
  const foot = height - em * 1.05 - 10 * u;
  const w = productScale(quantities, [middle, em * 1.9]);
  const size = scaleLinear([Math.log10(LEAST), 0], [foot, middle + em * 2.9]);

  segments(layer(svg, 'leader'), [
    { x1: t(state.horizon), y1: em * 1.9, x2: t(state.horizon), y2: foot, class: 'hair' },
  ]);
  drawFan(frame, quantities, t, w);
  drawSizes(frame, quantities, t, size, foot);
  drawReading(frame, quantities, t, w, size, foot, reader);

  const to = (steps: number) => set({ horizon: snap(steps, 1, 1, LONGEST) });
  handles(layer(svg, 'handle'), [
    {
      x: t(state.horizon),
      y: foot,
      fill: 'f-ink',
      grip: 'x',
      label: 'steps of a trajectory, T',
      value: state.horizon,
      min: 1,
      max: LONGEST,
      valueText: `${state.horizon}: ${BATCH} trajectories are worth ${fixed(quantities.size, 1)}`,
      onDrag: (at) => to(t.invert(at)),
      onStep: (dx, dy) => to(state.horizon + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 1 : LONGEST),
    },
  ]);
}

function drawReading(
  frame: Frame,
  { sizes, square }: Quantities,
  t: ScaleLinear<number, number>,
  w: ScaleLinear<number, number>,
  size: ScaleLinear<number, number>,
  foot: number,
  reader: Reader,
): void {
  const { width, em, u } = frame;
  readAlong(frame, {
    reader,
    label: 'Step to read the figure at',
    x: t,
    top: w.range()[1]!,
    bottom: foot - 14 * u,
    start: 0,
    next: (at, by) => at + by,
    settle: (at) => Math.round(at),
    read(step) {
      const worth = sizes[step]! / BATCH;
      return {
        dots: [{ x: t(step), y: size(Math.log10(worth)), r: 3 * u, class: 'f-old' }],
        words: `*t* ${step}: ${fixed(sizes[step]!, 1)} of ${BATCH}; of very many ${byMagnitude(square ** -step)}`,
      };
    },
    place: { x: width, y: em, anchor: 'end' },
  });
}
