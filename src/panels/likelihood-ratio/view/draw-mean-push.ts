import { type Dimension, dimensionPaths } from '../../../charts/dimension.ts';
import type { Frame } from '../../../charts/figure.ts';
import { signed, thousands } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Path, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { ACTIONS, estimateOf, logitEstimates, type Quantities } from '../quantities.ts';
import type { Layout } from './layout.ts';

/** The mean of the pushes beside the exact gradient, at the scale of the arrows above. */
export function drawMeanPush({ svg, u, em }: Frame, layout: Layout, quantities: Quantities): void {
  const { x, left, right, estimateRow, exactRow, perPush } = layout;
  const { state, gradient } = quantities;
  const { mean } = estimateOf(quantities);
  const drop = em * 0.35;
  if (state.policy === 'categorical') {
    drawLogitRows({ svg, u, em }, layout, quantities);
    return;
  }
  segments(layer(svg, 'logit-row'), []);
  const end = (value: number) => Math.max(left, Math.min(right, x(state.mean) + value * perPush));
  const row = (at: number, value: number, stroke: string, fill: string): Dimension => ({
    from: [x(state.mean), at],
    to: [end(value), at],
    stroke,
    fill,
  });
  paths(layer(svg, 'mean-push'), [
    ...dimensionPaths(row(estimateRow, mean, 's-euclid', 'f-euclid')),
    ...dimensionPaths(row(exactRow, gradient, 's-ink', 'f-ink')),
  ]);
  const word = (at: number, value: number, text: string, name: string): Label => {
    const before = value < 0;
    const room = before ? end(value) - left : right - end(value);
    // a long arrow leaves room only behind its start
    const flip = room < em * 12;
    const rightwards = before === flip;
    const from = flip ? x(state.mean) : end(value);
    return {
      x: from + (rightwards ? 9 : -9) * u,
      y: at + drop,
      text,
      anchor: rightwards ? 'start' : 'end',
      class: `halo t-${name}`,
    };
  };
  labels(layer(svg, 'mean-words'), [
    word(estimateRow, mean, `mean of ${thousands(state.samples)}: ${signed(mean)}`, 'euclid'),
    word(exactRow, gradient, `exactly: ${signed(gradient)}`, 'ink'),
  ]);
}

/** For actions the parameter points up or down at its own bar: all five logits, exactly and from the samples. */
function drawLogitRows({ svg, u, em }: Pick<Frame, 'svg' | 'u' | 'em'>, layout: Layout, quantities: Quantities): void {
  const { x, estimateRow, exactRow, perPush } = layout;
  const { gradients, state } = quantities;
  const middle = (estimateRow + exactRow) / 2;
  const half = Math.abs(exactRow - estimateRow) * 1.3;
  const estimates = logitEstimates(quantities);
  const tall = (value: number) => middle - Math.max(-half, Math.min(half, value * perPush * 1.6));
  const marks: Path[] = [];
  const words: Label[] = [];
  for (const [k, gradient] of gradients.entries()) {
    const at = x(ACTIONS[k]!);
    const estimate = estimates[k]!;
    const followed = k === state.action - 1;
    const width = (followed ? 2.5 : 1.25) * u;
    marks.push(
      ...dimensionPaths({
        from: [at - 7 * u, middle],
        to: [at - 7 * u, tall(estimate)],
        stroke: 's-euclid',
        fill: 'f-euclid',
        open: true,
        width,
      }),
      ...dimensionPaths({
        from: [at + 7 * u, middle],
        to: [at + 7 * u, tall(gradient)],
        stroke: 's-ink',
        fill: 'f-ink',
        open: true,
        width,
      }),
    );
    const wide = x(2) - x(0) > em * 9;
    words.push(
      {
        x: at - 15 * u,
        y: middle + em * 0.35,
        text: wide ? signed(estimate) : '',
        anchor: 'end',
        class: 'halo t-euclid',
      },
      {
        x: at + 15 * u,
        y: middle + em * 0.35,
        text: wide ? signed(gradient) : '',
        anchor: 'start',
        class: 'halo t-ink',
      },
    );
  }
  segments(layer(svg, 'logit-row'), [{ x1: x.range()[0]!, y1: middle, x2: x.range()[1]!, y2: middle, class: 'gr' }]);
  paths(layer(svg, 'mean-push'), marks);
  labels(layer(svg, 'mean-words'), words);
}
