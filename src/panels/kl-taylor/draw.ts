import { type Dot, dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { handles } from '../../charts/handle.ts';
import { keptLayer } from '../../charts/kept-layer.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { segments } from '../../charts/segments.ts';
import { snap } from '../snap.ts';
import { amount } from './amount.ts';
import { drawReading, type Touch } from './draw-reading.ts';
import { drawRows } from './draw-rows.ts';
import { inside, type Layout, layoutOf, type Row } from './layout.ts';
import type { Taylor, TaylorState } from './quantities.ts';

export type Change = (change: Partial<TaylorState>) => void;

/** t moves in these steps. */
export const T = { step: 0.005, min: -4, max: 4 } as const;

/** The three terms of the expansion above one another; two leaders run through them, at θ_old and at θ_new. */
export function drawTaylor(frame: Frame, quantities: Taylor, touch: Touch, set: Change): void {
  const { svg, u } = frame;
  const layout = layoutOf(frame, quantities);
  const { x, rows } = layout;
  const { t, kl, slope, curvature, fisher, reach, state, from, direction } = quantities;
  const { width, height, em } = frame;
  // the curves stand still while the step runs along them
  keptLayer(svg, 'rows', [width, height, u, em, reach, state.family, from, direction].join(), (group) =>
    drawRows(group, layout, quantities),
  );
  const at = (where: number, style: string) => ({
    x1: x(where),
    y1: rows.value.top,
    x2: x(where),
    y2: rows.curvature.bottom,
    class: `thin ${style}`,
    style: 'opacity:.55',
  });
  segments(layer(svg, 'leaders'), [at(0, 's-old'), at(t, 's-new')]);
  const dot = (row: Row, where: number, value: number, style: string): Dot => ({
    x: x(where),
    y: inside(row, value),
    r: (where === 0 ? 5 : 4) * u,
    class: style,
  });
  dots(layer(svg, 'dots'), [
    dot(rows.value, 0, 0, 'f-old'),
    dot(rows.slope, 0, 0, 'f-old'),
    dot(rows.curvature, 0, fisher, 'f-old'),
    dot(rows.slope, t, slope, 'f-new'),
    dot(rows.curvature, t, curvature, 'f-new'),
  ]);
  labels(layer(svg, 'readings'), readings(layout, quantities));
  drawReading(frame, layout, quantities, touch);
  const move = (to: number) => set({ step: snap(to, T.step, -reach, reach) });
  handles(layer(svg, 'handles'), [
    {
      x: x(t),
      y: inside(rows.value, kl),
      fill: 'f-new',
      grip: 'x',
      label: 'step t',
      value: t,
      min: -reach,
      max: reach,
      valueText: `${fixed(t, 3)}, KL ${amount(kl)}`,
      onDrag: (px) => move(x.invert(px)),
      onStep: (dx, dy) => move(t + (dx || dy) * Math.max(T.step, reach / 80)),
      onEnd: (side) => move(side * reach),
    },
  ]);
}

/** At θ_old: 0, 0 and the curvature. At θ_new: what has become of them. */
function readings({ u, em, narrow, left, right, x, rows }: Layout, quantities: Taylor): Label[] {
  const { slice, t, kl, slope, curvature, fisher, reach } = quantities;
  // the step's words stand beyond it, those of θ_old on the other side
  const side = t < 0 ? -1 : 1;
  const old = (y: number, text: string): Label => ({
    x: x(0) - side * 9 * u,
    y,
    text,
    anchor: side > 0 ? 'end' : 'start',
    class: 't-ink halo',
    style: 'font-weight:600',
  });
  const [below, above] = [em * 1.45, -em * 0.6];
  const bend = inside(rows.curvature, fisher);
  // on that side, where the curve is not
  const rises = slice.curvature(-side * 0.12 * reach) > fisher;
  const room = side > 0 ? right - x(t) : x(t) - left;
  const outwards = room > em * 5.5 ? side : -side;
  const step = (row: Row, value: number, lift: number): Label => {
    const y = inside(row, value);
    const high = y - lift - em < row.top;
    return {
      x: x(t) + outwards * 11 * u,
      y: high ? y + em * 1.5 : y - lift,
      text: amount(value),
      anchor: outwards > 0 ? 'start' : 'end',
      class: 't-new halo',
    };
  };
  const name = narrow ? '*F*' : 'curvature';
  return [
    old(rows.value.y(0) + below, narrow ? 'KL 0' : 'value 0'),
    old(rows.slope.y(0) + (side > 0 ? above : below), 'slope 0'),
    old(bend + (rises && bend + below < rows.curvature.bottom - 3 * u ? below : above), `${name} ${amount(fisher)}`),
    step(rows.value, kl, em * 0.5),
    step(rows.slope, slope, em * 0.6),
    step(rows.curvature, curvature, em * 0.6),
  ];
}
