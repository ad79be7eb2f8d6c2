import { axisX, axisY } from '../../../charts/axis.ts';
import { dots } from '../../../charts/dots.ts';
import { fixed, shortest, thousands } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { type Segment, segments } from '../../../charts/segments.ts';
import type { Curves, Measured } from '../curves.ts';
import type { State } from '../runs.ts';
import { TASKS } from '../tasks.ts';
import type { Layout } from './layout.ts';

/** Each objective wears the colour of the algorithm that follows it. */
export const HUES = { supervised: '--alg-behavior-cloning', policyGradient: '--alg-reinforce' } as const;
type Side = keyof typeof HUES;
export const SIDES: readonly Side[] = ['supervised', 'policyGradient'];
export const NAMES: Readonly<Record<Side, readonly [long: string, short: string]>> = {
  supervised: ['*U*^{SL}, expert’s data', '*U*^{SL}'],
  policyGradient: ['*U*^{PG}, its own data', '*U*^{PG}'],
};

/** Axes, their names, and the bounds of the raised step through all rows. */
export function drawAxes(svg: SVGSVGElement, layout: Layout, { env, from, length, raised, stepSize }: State): void {
  const { u, em, left, right, top, bottom, x, returns, entropy, step, narrow } = layout;
  const [least, most] = returns.domain() as [number, number];
  const mostEntropy = entropy.domain()[1]!;
  const expert = TASKS[env].expertReturn;
  const bounds = raised === stepSize ? [] : [from, from + length];
  segments(layer(svg, 'bounds'), [
    { x1: left, y1: returns(expert), x2: right, y2: returns(expert), class: 'gr' },
    ...bounds.map((at): Segment => {
      const place = x(Math.min(at, x.domain()[1]!));
      return { x1: place, y1: top, x2: place, y2: bottom, class: 'hair' };
    }),
  ]);
  axisY(layer(svg, 'axis-return'), returns, left, {
    ticks: [least, (least + most) / 2, most],
    line: [returns(least), returns(most)],
  });
  axisY(layer(svg, 'axis-entropy'), entropy, left, {
    ticks: [0, mostEntropy],
    format: (value) => (value === 0 ? '0' : fixed(value, 2)),
    line: [entropy(0), entropy(mostEntropy)],
  });
  axisY(layer(svg, 'axis-step'), step, left, {
    ticks: [0.1, 10, 1000],
    format: (value) => (value >= 1000 ? thousands(value) : shortest(value)),
    line: [bottom, step(step.domain()[1]!)],
  });
  axisX(layer(svg, 'axis-updates'), x, bottom, {
    ticks: narrow ? [0, 50, 100] : [0, 20, 40, 60, 80, 100],
    line: [left, right],
    offset: em * 1.4,
  });
  const over = (y: number) => y - em * 0.75;
  labels(layer(svg, 'axis-words'), [
    { x: left - em * 2.6, y: over(top), text: 'return, mean of 8 episodes', class: 'lbl halo' },
    { x: left - em * 2.6, y: over(entropy(mostEntropy)), text: 'entropy', class: 'lbl halo' },
    { x: left - em * 2.6, y: over(step(step.domain()[1]!)), text: 'step size *α* of both', class: 'lbl halo' },
    {
      x: narrow ? right + em * 0.6 : right + em,
      y: bottom + em * 0.35,
      text: narrow ? '' : 'updates',
      class: 'lbl',
    },
  ]);
  labels(layer(svg, 'ceiling'), [
    {
      x: right,
      y: returns(expert) - 5 * u,
      text:
        right - left < em * 40
          ? `the expert’s data: ${fixed(expert, 0)}`
          : `what *U*^{SL} learns from: the expert’s ${fixed(expert, 0)}, whatever happens`,
      anchor: 'end',
      class: 'halo',
    },
  ]);
}

/** Returns and entropies of both; hollow dots are episodes that nobody learns from, filled ones are a policy's own data. */
export function drawCurves(svg: SVGSVGElement, layout: Layout, curves: Curves, read: number | null): void {
  const { x, u, em, right, top, returns, entropy, narrow } = layout;
  const rows = [
    { scale: returns, of: (side: Side) => curves[side].returns, room: [top + em, returns.range()[0]!] as const },
    { scale: entropy, of: (side: Side) => curves[side].entropies, room: [entropy.range()[1]!, entropy(0)] as const },
  ];
  const place = (scale: (value: number) => number) => (points: readonly Measured[]) =>
    points.map(([updates, value]): [number, number] => [x(updates), scale(value)]);
  paths(
    layer(svg, 'curves'),
    rows.flatMap(({ scale, of }) =>
      SIDES.map((side) => ({ d: pathOf(place(scale)(of(side))), class: 'data', style: `stroke:var(${HUES[side]})` })),
    ),
  );
  dots(
    layer(svg, 'episodes'),
    SIDES.flatMap((side) =>
      place(returns)(curves[side].returns).map(([cx, cy]) => ({
        x: cx,
        y: cy,
        r: (narrow ? 1.8 : 2.6) * u,
        class: '',
        style:
          side === 'supervised'
            ? `fill:var(--paper);stroke:var(${HUES[side]});stroke-width:${1.25 * u}px`
            : `fill:var(${HUES[side]})`,
      })),
    ),
  );
  labels(
    layer(svg, 'names'),
    rows.flatMap(({ scale, of, room }, row) => {
      const shown = SIDES.flatMap((side) => {
        const points = of(side);
        const point = read === null ? points.at(-1) : (points.find(([updates]) => updates >= read) ?? points.at(-1));
        return point ? [{ side, value: point[1] }] : [];
      });
      const middles = placeLabels(
        shown.map(({ value }) => scale(value)),
        em * 1.3,
        room,
      );
      return shown.map(({ side, value }, i) => {
        const number = row === 0 ? fixed(value, 0) : fixed(value, 3);
        const name = NAMES[side][row === 0 && !narrow ? 0 : 1];
        return {
          x: right + em * 0.6,
          y: middles[i]! + em * 0.35,
          text: narrow && row > 0 ? number : `${number} ${name}`,
          class: 'halo',
          style: `fill:var(${HUES[side]}-text)`,
        };
      });
    }),
  );
}
