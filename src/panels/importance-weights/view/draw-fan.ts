import { range, type ScaleLinear, scaleLinear } from 'd3';
import { axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed, percent } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { segments } from '../../../charts/segments.ts';
import { logWeight, type Quantities } from '../quantities.ts';
import { LONGEST } from '../spec.ts';
import { BATCH } from '../trajectories.ts';

const decades = (log: number): number => log / Math.LN10;

/** Decades of w, as far as the drawn trajectories get, and never less than from a tenth to ten. */
export function productScale(
  { ratio, trajectories }: Quantities,
  pixels: [number, number],
): ScaleLinear<number, number> {
  let [low, high] = [-1, 1];
  for (let i = 0; i < BATCH; i++)
    for (let step = 0; step <= LONGEST; step += 4) {
      const log = decades(logWeight(ratio, trajectories, i, step));
      low = Math.min(low, log);
      high = Math.max(high, log);
    }
  return scaleLinear([low, high], pixels).nice(4);
}

export function drawFan(
  { svg, u, em, width }: Frame,
  quantities: Quantities,
  t: ScaleLinear<number, number>,
  w: ScaleLinear<number, number>,
): void {
  const { ratio, trajectories, kl, heaviest, shares, state } = quantities;
  const [floor, ceiling] = w.range() as [number, number];
  const [left, right] = t.range() as [number, number];
  // the scale holds every trajectory, so none needs cutting
  const walk = (trajectory: number, every: number, until: number): string =>
    pathOf(
      range(0, until + 1, every).map((step) => [t(step), w(decades(logWeight(ratio, trajectories, trajectory, step)))]),
    );
  segments(layer(svg, 'one'), [{ x1: left, y1: w(0), x2: right, y2: w(0), class: 'thin s-ink' }]);
  paths(layer(svg, 'fan'), [
    {
      d: range(BATCH)
        .map((i) => walk(i, 4, LONGEST))
        .join(''),
      class: 'thin s-old',
      style: 'opacity:.28',
    },
    { d: walk(heaviest, 1, state.horizon), class: 'data s-old' },
    {
      d: clipLine(
        [
          [t(0), w(0)],
          [t(LONGEST), w(decades(-kl * LONGEST))],
        ],
        ceiling,
        floor,
      )
        .map(pathOf)
        .join(''),
      class: 'data s-kl',
    },
  ]);
  const top = w(decades(logWeight(ratio, trajectories, heaviest, state.horizon)));
  const inSight = top >= ceiling && top <= floor;
  dots(layer(svg, 'heaviest'), inSight ? [{ x: t(state.horizon), y: top, r: 4 * u, class: 'f-old' }] : []);
  axisY(layer(svg, 'w-axis'), w, left - 6 * u, { ticks: decadeTicks(w), format: power, line: [floor, ceiling] });

  const ends = placeLabels(
    [w(0), w(decades(-kl * LONGEST))].map((y) => Math.min(floor, y)),
    em * 2.7,
    [ceiling, floor - em],
  );
  const column = right + 8 * u;
  const before = t(state.horizon) > (left + right) / 2;
  const words: Label[] = [
    { x: left, y: em, text: width < 440 * u ? '*w* = Π *r*' : 'product of ratios, *w* = Π *r*', class: 'lbl' },
    { x: column, y: ends[0]!, text: 'mean', class: 'halo t-ink' },
    { x: column, y: ends[0]! + em * 1.15, text: '1', class: 'halo t-ink', style: 'font-weight:600' },
    { x: column, y: ends[1]!, text: 'typical', class: 'halo t-kl' },
    { x: column, y: ends[1]! + em * 1.3, text: '*e*^{−KL·t}', class: 'halo t-kl' },
  ];
  if (inSight && kl > 0)
    words.push({
      x: t(state.horizon) + (before ? -9 : 9) * u,
      y: Math.max(ceiling + em * 0.5, top - em * 0.5),
      text: `${percent(shares[heaviest]!)} of all weight`,
      anchor: before ? 'end' : 'start',
      class: 'halo t-old',
    });
  labels(layer(svg, 'fan-words'), words);
}

/** Whole decades, at most five of them. */
function decadeTicks(w: ScaleLinear<number, number>): number[] {
  const [low, high] = w.domain() as [number, number];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((by) => (high - low) / by <= 6) ?? 5000;
  return range(Math.ceil(low / step) * step, high + 1e-9, step);
}

const power = (exponent: number): string =>
  exponent === 0 ? '1' : exponent === 1 ? '10' : `10^{${fixed(exponent, 0)}}`;
