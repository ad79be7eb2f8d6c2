import { scaleLog } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, shortest } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { segments } from '../../../charts/segments.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { snap } from '../../snap.ts';
import { estimatesOf, type Quantities, type ReparameterizationState } from '../quantities.ts';
import type { Change } from './handles.ts';

/** Where the curves are computed. */
const SIGMAS: readonly number[] = Array.from({ length: 25 }, (_, i) => 0.1 * 20 ** (i / 24));

/** Variances below this are none, on a logarithmic axis. */
const LEAST = 1e-9;

/** Both variances of one sample at every σ; memoise it: it changes with f, μ and the baseline alone. */
export function variancesOf(state: Pick<ReparameterizationState, 'f' | 'drawn' | 'baseline' | 'mean'>) {
  return SIGMAS.map((sigma) => {
    const { ratio, path } = estimatesOf(state, { mean: state.mean, sigma });
    return { sigma, ratio: ratio.variance, path: path.variance };
  });
}

/** The variance of one sample of each kind against σ. */
export function drawVariances(
  frame: Frame,
  quantities: Quantities,
  curves: ReturnType<typeof variancesOf>,
  set: Change,
  reader: Reader,
): void {
  const { svg, width, height, u, em } = frame;
  const { state, ratio, path } = quantities;
  const [left, right] = [40 * u, width - em * 8.6];
  const [top, bottom] = [em * 2.2, height - em * 1.05 - 10 * u];
  const all = curves.flatMap((at) => [at.ratio, at.path]).filter((variance) => variance > LEAST);
  const high = 10 ** Math.ceil(Math.log10(Math.max(1, ...all)) - 1e-9);
  const low = Math.max(high * 1e-6, 10 ** Math.floor(Math.log10(Math.min(1, ...all)) + 1e-9));
  const x = scaleLog([0.1, 2], [left, right]);
  const y = scaleLog([low, high], [bottom, top]);
  const line = (of: 'ratio' | 'path') =>
    clipLine(
      curves.filter((at) => at[of] > LEAST).map((at): Point => [x(at.sigma), y(at[of])]),
      top,
      bottom,
    )
      .map(pathOf)
      .join('');
  const inside = (variance: number) => (variance > LEAST ? Math.max(top, Math.min(bottom, y(variance))) : bottom);

  segments(layer(svg, 'ground'), [
    { x1: x(state.sigma), y1: top, x2: x(state.sigma), y2: bottom, class: 'gr' },
    { x1: x(state.sigma), y1: inside(ratio.variance), x2: x(state.sigma), y2: inside(path.variance), class: 'hair' },
  ]);
  paths(layer(svg, 'curves'), [
    { d: line('ratio'), class: 'data s-ink' },
    { d: line('path'), class: 'data s-euclid' },
  ]);
  axisX(layer(svg, 'x-axis'), x, bottom, { ticks: [0.1, 0.2, 0.5, 1, 2], format: shortest, line: [left, right] });
  const decades = Math.round(Math.log10(high / low));
  const every = Math.max(1, Math.ceil(decades / 3));
  const ticks = Array.from({ length: decades + 1 }, (_, i) => low * 10 ** i).filter((_, i) => i % every === 0);
  axisY(layer(svg, 'y-axis'), y, left - 6 * u, { ticks, format: power, line: [bottom, top] });

  const last = curves.at(-1)!;
  const [ratioAt, pathAt] = placeLabels([inside(last.ratio), inside(last.path)], em * 2.6, [
    top + em,
    bottom - em * 2,
  ]) as [number, number];
  const column = right + 8 * u;
  const words: Label[] = [
    { x: left, y: em, text: 'variance of one sample', class: 'lbl halo' },
    { x: column, y: bottom + em * 1.05 + 4 * u, text: `*σ* = ${fixed(state.sigma)}`, class: 'halo t-old' },
    { x: column, y: ratioAt, text: 'likelihood ratio', class: 'halo t-ink' },
    {
      x: column,
      y: ratioAt + em * 1.15,
      text: byMagnitude(ratio.variance),
      class: 'halo t-ink',
      style: 'font-weight:600',
    },
    { x: column, y: pathAt, text: 'reparameterized', class: 'halo t-euclid' },
    {
      x: column,
      y: pathAt + em * 1.15,
      text: path.variance > LEAST ? byMagnitude(path.variance) : '0',
      class: 'halo t-euclid',
      style: 'font-weight:600',
    },
  ];
  labels(layer(svg, 'words'), words);

  readAlong(frame, {
    reader,
    label: 'Spread to read the variances at',
    x,
    top,
    bottom,
    start: state.sigma,
    next: (at, by) => at + by * 0.05,
    read(sigma) {
      const there = estimatesOf(state, { mean: state.mean, sigma });
      return {
        dots: [
          { x: x(sigma), y: inside(there.ratio.variance), r: 3 * u, class: 'f-ink' },
          { x: x(sigma), y: inside(there.path.variance), r: 3 * u, class: 'f-euclid' },
        ],
        words: `*σ* ${fixed(sigma)}: ${byMagnitude(there.ratio.variance)}, ${byMagnitude(there.path.variance)}`,
      };
    },
    place: { x: width, y: em, anchor: 'end' },
  });
  const to = (sigma: number) => set({ sigma: snap(sigma, 0.05, 0.1, 2) });
  handles(layer(svg, 'handle'), [
    {
      x: x(state.sigma),
      y: inside(ratio.variance),
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'spread of the policy, sigma, along the variances',
      value: state.sigma,
      min: 0.1,
      max: 2,
      valueText: `${fixed(state.sigma)}: variance ${byMagnitude(ratio.variance)} by likelihood ratio, ${byMagnitude(path.variance)} reparameterized`,
      onDrag: (at) => to(x.invert(at)),
      onStep: (dx, dy) => to(state.sigma + (dx || dy) * 0.05),
      onEnd: (side) => to(side < 0 ? 0.1 : 2),
    },
  ]);
}

/** 0.01, 1, 100; beyond a thousand and below a thousandth as powers. */
function power(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return Math.abs(exponent) <= 2 ? shortest(value) : `10^{${fixed(exponent, 0)}}`;
}
