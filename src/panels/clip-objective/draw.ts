import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { batchScale, drawBatch } from './draw-batch.ts';
import { drawObjective } from './draw-objective.ts';
import { drawReading } from './draw-reading.ts';
import { type Half, halfOf } from './fate.ts';
import { type ClipInput, type HalfView, halfViews } from './view.ts';

/** L^CLIP(r) for both signs of Â, and the minibatch in hand below it on the same axis. */
export function drawClipObjective(frame: Frame, input: ClipInput): void {
  const halves = halfViews(frame, input);
  const samples = halves.map((half): Half | null => input.batch && halfOf(input.batch, half.sign, half.clipRange));
  const scale = batchScale(
    frame,
    halves[0]!,
    samples.filter((half) => half !== null),
  );
  halves.forEach((half, i) => {
    const group = layer(frame.svg, half.colour);
    drawObjective(frame, group, half, input);
    drawBatch(frame, group, half, samples[i]!, scale);
    drawReading(frame, group, half, input);
  });
  labels(layer(frame.svg, 'notes'), [
    {
      x: halves[0]!.left,
      y: frame.height - 2 * frame.u,
      text: scale.perDot > 1 ? `one dot, ${scale.perDot} samples` : '',
    },
    {
      x: (halves[0]!.left + halves[0]!.right) / 2,
      y: (halves[0]!.middle + halves[0]!.bottom) / 2,
      text: input.batch ? '' : input.why,
      anchor: 'middle',
      class: 'halo',
    },
  ]);
  handles(layer(frame.svg, 'handle'), [clipRangeHandle(frame, halves[0]!, input)]);
}

const STEP = 0.01;

/** ε, grabbed at the kink that it makes. Values are those that a drag can reach: whole hundredths inside the axis. */
function clipRangeHandle({ u, redraw }: Frame, { x, y, clipRange }: HalfView, input: ClipInput): Handle {
  const max = Math.floor((x.domain()[1]! - 1) / STEP - 1e-9) * STEP;
  const inRange = (value: number) => Math.max(STEP, Math.min(max, Math.round(value / STEP) * STEP));
  return {
    x: x(1 + clipRange),
    y: y(1 + clipRange),
    fill: 'f-ink',
    grip: 'x',
    radius: 5.5 * u,
    label: 'Clip range ε',
    value: Number(clipRange.toFixed(2)),
    min: STEP,
    max: Number(max.toFixed(2)),
    valueText: `ε ${fixed(clipRange)}, clipped beyond ${fixed(1 - clipRange)} and ${fixed(1 + clipRange)}`,
    onDrag(at) {
      input.touch.preview = inRange(x.invert(at) - 1);
      redraw();
    },
    onDrop() {
      const { preview } = input.touch;
      input.touch.preview = null;
      if (preview !== null && preview !== input.clipRange) input.onClipRange(Number(preview.toFixed(2)));
      else redraw();
    },
    onStep: (dx, dy) => input.onClipRange(Number(inRange(input.clipRange + (dx + dy) * STEP).toFixed(2))),
  };
}
