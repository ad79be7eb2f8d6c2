import { range, scaleLinear, ticks as stepped } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import { dimensionPaths } from '../../../charts/dimension.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { signed, thousands } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import type { Bound } from '../quantities.ts';
import { AXIS } from '../spec.ts';
import { curvesOf } from './curves.ts';

/** Steps of the theorem to either side of θ_old that the magnified view shows: back, and on. */
const BACK = 1.4;
const ON = 3.4;

/** The same around θ_old, as much magnified as the theorem's step is small: the touching, the maximum, what it promises. */
export function drawMagnified({ svg, width, height, u, em }: Frame, bound: Bound): void {
  const { old, next, worth, promised } = bound;
  const step = next - old.at || 1e-4;
  const [left, right] = [52 * u, width - 8 * u];
  const [top, bottom] = [em * 1.9, height - em * 1.4 - 10 * u];
  const [low, high] = step > 0 ? [-BACK * step, ON * step] : [ON * step, -BACK * step];
  // in steps of U along the common tangent: the bound's maximum lies about half a step up
  const unit = Math.abs(old.slope * step) || 1e-9;
  const x = scaleLinear([low, high], [left, right]);
  const y = scaleLinear([-1.7 * unit, 2.6 * unit], [bottom, top]);
  const xOf = x.copy().domain([old.at + low, old.at + high]);
  const yOf = y.copy().domain([old.value - 1.7 * unit, old.value + 2.6 * unit]);
  const room = { x: left, y: top, width: right - left, height: bottom - top };
  const times = (AXIS[1] - AXIS[0]) / (high - low);
  const format = (span: number) => {
    const decimals = Math.max(0, Math.ceil(-Math.log10(span / 4)));
    return (value: number) => (value === 0 ? '0' : signed(value, decimals));
  };
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: stepped(low, high, 3),
    format: format(high - low),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: stepped(-1.7 * unit, 2.6 * unit, 4),
    format: format(4.3 * unit),
    line: [bottom, top],
  });
  const places = range(81).map((i) => old.at + low + ((high - low) * i) / 80);
  paths(clippedLayer(svg, 'curves', room), curvesOf(xOf, yOf, bound, places, places, u));
  segments(layer(svg, 'leaders'), [
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' },
    { x1: x(step), y1: yOf(worth(next)), x2: x(step), y2: bottom, class: 'thin s-new', style: 'opacity:.55' },
  ]);
  paths(layer(svg, 'promise'), [
    ...dimensionPaths({ from: [x(step), y(0)], to: [x(step), yOf(promised)], stroke: 's-kl', fill: 'f-kl' }),
  ]);
  dots(layer(svg, 'dots'), [
    { x: x(0), y: y(0), r: 4.5 * u, class: 'f-old' },
    { x: x(step), y: yOf(worth(next)), r: 4.5 * u, class: 'f-paper s-new', style: `stroke-width:${1.5 * u}` },
  ]);
  const side = step > 0 ? 1 : -1;
  const words: Label[] = [
    {
      x: left,
      y: em,
      text: `magnified ${times >= 10 ? thousands(times) : times.toFixed(1)} times: from *π*_{old}`,
      class: 'lbl',
    },
    { x: right, y: bottom - 6 * u, text: 'Δ*θ*', anchor: 'end', class: 'lbl halo' },
    { x: left + 7 * u, y: top + em * 0.9, text: 'Δ*U*', class: 'lbl halo' },
    {
      x: x(step) + side * 9 * u,
      y: y(0) + em * 1.15,
      text: `promised ${signed(promised - old.value, digitsOf(unit))}`,
      anchor: side > 0 ? 'start' : 'end',
      class: 't-kl halo',
    },
    {
      x: x(step) - side * 9 * u,
      y: yOf(worth(next)) - em * 0.55,
      text: `gained ${signed(worth(next) - old.value, digitsOf(unit))}`,
      anchor: side > 0 ? 'end' : 'start',
      class: 't-ink halo',
    },
  ];
  labels(layer(svg, 'words'), words);
}

/** Decimals that show two digits of a number of that size. */
const digitsOf = (size: number): number => Math.max(2, Math.min(9, 2 - Math.floor(Math.log10(size))));
