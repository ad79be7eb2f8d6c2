import { type Dimension, dimensionPaths } from '../../../charts/dimension.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { signed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Path, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { valueAt } from '../../../exact/piecewise.ts';
import type { Quantities } from '../quantities.ts';
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
