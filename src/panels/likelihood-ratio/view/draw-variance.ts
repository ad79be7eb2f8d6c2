import { range, scaleLinear } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import type { Point } from '../../../charts/decimate.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, signed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { growingEnd } from '../../../charts/ticks.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { snap } from '../../snap.ts';
import { type Quantities, varianceWith } from '../quantities.ts';
import type { Change } from './draw.ts';

const END = 6;

/** What one sample's variance would be with each constant added to f: a parabola, whose mean never moves. */
export function drawVariance(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const { svg, width, height, u, em } = frame;
  const { state, best, leastVariance, variance } = quantities;
  const [left, right] = [40 * u, width - em * 7.2];
  const [top, bottom] = [em * 2.4, height - em * 1.05 - 10 * u];
  const x = scaleLinear([-END, END], [left, right]);
  const most = growingEnd(Math.max(varianceWith(quantities, -END), varianceWith(quantities, END)), 1e-3);
  const y = scaleLinear([0, most], [bottom, top]);
  const curve = range(121).map((i): Point => {
    const c = -END + (2 * END * i) / 120;
    return [x(c), y(varianceWith(quantities, c))];
  });
  const inSight = best >= -END && best <= END;
  segments(layer(svg, 'ground'), [
    { x1: x(0), y1: bottom, x2: x(0), y2: top, class: 'gr' },
    { x1: x(state.constant), y1: y(variance), x2: x(state.constant), y2: bottom, class: 'gr' },
  ]);
  paths(layer(svg, 'curve'), [{ d: pathOf(curve), class: 'data s-ink', style: `stroke-width:${1.75 * u}` }]);
  axisX(layer(svg, 'x-axis'), x, bottom, {
    ticks: [-6, -3, 0, 3, 6],
    format: (tick) => fixed(tick, 0),
    line: [left, right],
  });
  axisY(layer(svg, 'y-axis'), y, left - 6 * u, { ticks: [0, most], format: byMagnitude, line: [bottom, top] });
  dots(
    layer(svg, 'least'),
    inSight
      ? [{ x: x(best), y: y(leastVariance), r: 3.5 * u, class: 'f-paper s-ink', style: `stroke-width:${1.5 * u}` }]
      : [],
  );
  const near = Math.abs(x(best) - x(state.constant)) < em * 4;
  const words: Label[] = [
    { x: left, y: em, text: 'variance of one sample', class: 'lbl halo' },
    { x: right + 10 * u, y: bottom + em * 1.05 + 4 * u, text: 'constant *c*', class: 'lbl' },
    { x: right + 10 * u, y: y(most / 2) - em * 0.6, text: `*c* ${signed(state.constant, 1)}`, class: 'halo t-ink' },
    {
      x: right + 10 * u,
      y: y(most / 2) + em * 0.6,
      text: `Var ${byMagnitude(variance)}`,
      class: 'halo t-ink',
      style: 'font-weight:600',
    },
    ...(inSight
      ? [
          {
            x: x(best),
            y: y(leastVariance) - em * (near ? 2 : 0.9),
            text: `least at ${signed(best, 1)}`,
            anchor: 'middle' as const,
            class: 'halo',
          },
        ]
      : []),
  ];
  labels(layer(svg, 'words'), words);
  readAlong(frame, {
    reader,
    label: 'Constant to read the variance at',
    x,
    top,
    bottom,
    start: state.constant,
    next: (at, by) => at + by * 0.1,
    read: (c) => ({
      dots: [{ x: x(c), y: y(varianceWith(quantities, c)), r: 3 * u, class: 'f-ink' }],
      words: `*c* ${signed(c, 1)}: ${byMagnitude(varianceWith(quantities, c))}`,
    }),
    place: { x: width, y: em, anchor: 'end' },
  });
  const to = (c: number) => set({ constant: snap(c, 0.1, -END, END) });
  handles(layer(svg, 'handle'), [
    {
      x: x(state.constant),
      y: y(variance),
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'constant added to f',
      value: state.constant,
      min: -END,
      max: END,
      valueText: `${signed(state.constant, 1)}: variance of one sample ${byMagnitude(variance)}`,
      onDrag: (at) => to(x.invert(at)),
      onStep: (dx, dy) => to(state.constant + (dx || dy) * 0.1),
      onEnd: (side) => to(END * side),
    },
  ]);
}
