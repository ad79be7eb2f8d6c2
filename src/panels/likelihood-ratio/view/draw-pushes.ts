import { type Dimension, dimensionPaths } from '../../../charts/dimension.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { signed, thousands } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Path, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { valueAt } from '../../../exact/piecewise.ts';
import { estimateOf, type Quantities } from '../quantities.ts';
import { barHalf, type Layout } from './layout.ts';

/** So many of the newest samples wear their arrow. */
const ARROWS = 14;
/** So many are drawn as dots on f. */
const DOTS = 300;

/** Each sample stands on f and pushes the parameter: towards itself where f is above zero, away where it is below. */
export function drawPushes({ svg, u, em }: Frame, layout: Layout, quantities: Quantities): void {
  const { x, y, perPush, left, right } = layout;
  const { state, f, xs, pushes } = quantities;
  const upright = state.policy === 'categorical';
  const n = state.samples;
  const spread = upright ? barHalf(layout) * 0.8 : 0;
  const [ceiling, floor] = [y.range()[1]!, y.range()[0]!];
  const placeOf = (i: number): readonly [number, number] | null => {
    // actions share a place: their samples stand side by side, in an order that looks like none
    const px = x(xs[i]!) + spread * (((i * 0.618034) % 1) * 2 - 1);
    const py = y(valueAt(f, xs[i]!));
    // those before the newest keep off the line, so that none hides behind it
    const off = upright || i === n - 1 ? 0 : 16 * u * (((i * 0.618034) % 1) - 0.5);
    return px < left || px > right || py > floor || py < ceiling ? null : [px, py + off];
  };

  const arrows: Path[] = [];
  const discs: { x: number; y: number; r: number; class: string; style?: string }[] = [];
  for (let i = Math.max(0, n - DOTS); i < n; i++) {
    const from = placeOf(i);
    if (!from) continue;
    const colour = valueAt(f, xs[i]!) >= 0 ? 'pos' : 'neg';
    const age = n - 1 - i;
    const newest = age === 0;
    if (age < ARROWS) {
      const length = pushes[i]! * perPush;
      const to = upright
        ? ([from[0], Math.max(ceiling, Math.min(floor, from[1] - length))] as const)
        : ([Math.max(left, Math.min(right, from[0] + length)), from[1]] as const);
      const arrow: Dimension = {
        from,
        to,
        stroke: `s-${colour}`,
        fill: `f-${colour}`,
        open: true,
        width: (newest ? 3 : 1.75) * u,
      };
      const fade = newest ? '' : `;opacity:${(0.85 - 0.05 * age).toFixed(2)}`;
      arrows.push(...dimensionPaths(arrow).map((path) => ({ ...path, style: (path.style ?? '') + fade })));
    }
    const faint = newest ? undefined : `opacity:${age < ARROWS ? 0.9 : 0.35}`;
    discs.push({
      x: from[0],
      y: from[1],
      r: (newest ? 5 : age < ARROWS ? 3.2 : 2) * u,
      class: `f-${colour}`,
      ...(faint && { style: faint }),
    });
  }
  paths(layer(svg, 'pushes'), arrows);
  dots(layer(svg, 'samples'), discs);
  nameNewest(svg, layout, quantities, placeOf(n - 1), em, u);
}

/** The newest sample is led down to the policy that it came from, and says what it pushes. */
function nameNewest(
  svg: SVGSVGElement,
  { p, y, left, right, narrow }: Layout,
  { state, f, xs, pushes, policyAt }: Quantities,
  at: readonly [number, number] | null,
  em: number,
  u: number,
): void {
  const i = state.samples - 1;
  const sample = xs[i]!;
  const ground = state.policy === 'gaussian' ? p(policyAt(sample)) : p(0);
  const colour = valueAt(f, sample) >= 0 ? 'pos' : 'neg';
  segments(
    layer(svg, 'leader'),
    at ? [{ x1: at[0], y1: at[1], x2: at[0], y2: ground, class: `thin s-${colour}`, style: 'opacity:.55' }] : [],
  );
  const words: Label[] = [];
  if (at) {
    // on the side that the arrow leaves free, above the curve
    const side = pushes[i]! > 0 ? -1 : 1;
    const rightwards = at[0] < left + 90 * u ? true : at[0] > right - 110 * u ? false : side > 0;
    words.push({
      x: at[0] + (rightwards ? 8 : -8) * u,
      y: Math.max(y.range()[1]! + em, at[1] - em * 0.8),
      text: narrow ? signed(pushes[i]!) : `newest: ${signed(pushes[i]!)}`,
      anchor: rightwards ? 'start' : 'end',
      class: `halo t-${colour}`,
    });
  }
  labels(layer(svg, 'newest'), words);
}

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
  const { probabilities, gradients, state, xs, f } = quantities;
  const middle = (estimateRow + exactRow) / 2;
  const half = Math.abs(exactRow - estimateRow) * 1.3;
  const sums = probabilities.map(() => 0);
  for (let i = 0; i < state.samples; i++) {
    const value = valueAt(f, xs[i]!);
    for (const [k, p] of probabilities.entries())
      sums[k] = sums[k]! + value * ((Math.round((xs[i]! + 4) / 2) === k ? 1 : 0) - p);
  }
  const tall = (value: number) => middle - Math.max(-half, Math.min(half, value * perPush * 1.6));
  const marks: Path[] = [];
  const words: Label[] = [];
  for (const [k, gradient] of gradients.entries()) {
    const at = x(-4 + 2 * k);
    const estimate = sums[k]! / state.samples;
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
