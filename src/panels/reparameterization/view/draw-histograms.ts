import { scaleLinear } from 'd3';
import { axisX } from '../../../charts/axis.ts';
import { bars } from '../../../charts/bars.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, signed, thousands } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Segment, segments } from '../../../charts/segments.ts';
import { chooseTicks } from '../../../charts/ticks.ts';
import { type Quantities, REPEATS } from '../quantities.ts';

const BINS = 61;

/** 1,000 estimates of each kind on one axis, around the exact gradient. */
export function drawHistograms({ svg, width, height, u, em }: Frame, quantities: Quantities): void {
  const { state, gradient, ratio, path, ratios, paths } = quantities;
  const [left, right] = [8 * u, width - 8 * u];
  const foot = height - em * 1.05 - 10 * u;
  // the wider one decides; the middle is the truth
  const reach = Math.max(
    0.02,
    3.3 * Math.sqrt(Math.max(ratio.variance, path.variance) / state.batch),
    1.2 * Math.abs(path.mean - gradient),
  );
  const x = scaleLinear([gradient - reach, gradient + reach], [left, right]);
  const rows = [
    {
      name: 'likelihood ratio',
      estimates: ratios,
      exact: ratio,
      tone: 'ink',
      top: em * 1.6,
      bottom: em * 1.6 + (foot - em * 4) / 2,
    },
    {
      name: 'reparameterized',
      estimates: paths,
      exact: path,
      tone: 'euclid',
      top: em * 3.6 + (foot - em * 4) / 2,
      bottom: foot,
    },
  ];
  const heaps = rows.map(({ estimates, tone, top, bottom }) => {
    const counts = binned(estimates, gradient - reach, gradient + reach);
    const y = scaleLinear([0, Math.max(...counts.inside)], [bottom, top + em * 1.7]);
    const step = (right - left) / BINS;
    return {
      ...counts,
      bars: counts.inside.map((count, i) => ({
        x: left + i * step + 0.5 * u,
        y: y(count),
        width: step - 1 * u,
        height: count === 0 ? 0 : Math.max(1, bottom - y(count)),
        class: `f-${tone}`,
        style: tone === 'ink' ? 'opacity:.5' : 'opacity:.75',
      })),
    };
  });
  bars(
    layer(svg, 'bars'),
    heaps.flatMap((heap) => heap.bars),
  );
  const lines: Segment[] = rows.flatMap(({ bottom, top }) => [
    { x1: left, y1: bottom, x2: right, y2: bottom, class: 'hair' },
    {
      x1: x(gradient),
      y1: bottom,
      x2: x(gradient),
      y2: top + em * 1.1,
      class: 'thin s-ink',
      style: `stroke-width:${1.5 * u}`,
    },
  ]);
  segments(layer(svg, 'lines'), lines);
  axisX(layer(svg, 'axis'), x, foot, {
    ticks: chooseTicks(...(x.domain() as [number, number]), right - left, 56 * u),
    line: [left, right],
  });
  const words: Label[] = rows.flatMap(({ name, exact, tone, top }, i): Label[] => [
    { x: left, y: top, text: name, class: `halo t-${tone}`, style: 'font-weight:600' },
    {
      x: right,
      y: top,
      text: `variance ${byMagnitude(exact.variance / state.batch)}`,
      anchor: 'end',
      class: `halo t-${tone}`,
    },
    ...outsiders(heaps[i]!.below, heaps[i]!.above, left, right, rows[i]!.bottom, u),
  ]);
  labels(layer(svg, 'words'), [
    ...words,
    {
      x: x(gradient) + 6 * u,
      y: rows[0]!.top + em * 1.4,
      text: `exactly ${signed(gradient, 3)}`,
      class: 'halo t-ink',
    },
  ]);
}

/** What the axis cuts off is counted at its end. */
function outsiders(below: number, above: number, left: number, right: number, bottom: number, u: number): Label[] {
  return [
    ...(below > 0 ? [{ x: left, y: bottom - 8 * u, text: `← ${thousands(below)}`, class: 'halo' }] : []),
    ...(above > 0
      ? [{ x: right, y: bottom - 8 * u, text: `${thousands(above)} →`, anchor: 'end' as const, class: 'halo' }]
      : []),
  ];
}

function binned(values: Float64Array, low: number, high: number) {
  const inside = Array<number>(BINS).fill(0);
  let below = 0;
  let above = 0;
  for (let i = 0; i < REPEATS; i++) {
    const bin = Math.floor(((values[i]! - low) / (high - low)) * BINS);
    if (bin < 0) below++;
    else if (bin >= BINS) above++;
    else inside[bin]!++;
  }
  return { inside, below, above };
}
