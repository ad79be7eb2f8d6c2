import { bars } from '../../charts/bars.ts';
import { dimensions } from '../../charts/dimension.ts';
import { probability, signed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Segment, segments } from '../../charts/segments.ts';
import type { Layout } from './layout.ts';
import type { SigmoidStep } from './quantities.ts';

/** Both policies as bars, at the height of the curve they come from: leaders carry them across. */
export function drawBars(svg: SVGSVGElement, layout: Layout, { thetaOld, thetaNew, pOld, pNew }: SigmoidStep): void {
  const { u, em, narrow, right, x, y } = layout;
  const wide = (narrow ? 16 : 38) * u;
  const gap = (narrow ? 2 : 4) * u;
  const first = right + (narrow ? 18 : 60) * u;
  const second = first + 2 * wide + gap + 70 * u;
  const actions = [{ at: first, before: pOld, after: pNew, name: '*a* = 1' }];
  if (!narrow) actions.push({ at: second, before: 1 - pOld, after: 1 - pNew, name: '*a* = 2' });

  segments(layer(svg, 'across'), [
    { x1: x(thetaOld), y1: y(pOld), x2: first, y2: y(pOld), class: 'thin s-old', style: FAINT },
    { x1: x(thetaNew), y1: y(pNew), x2: first + wide + gap, y2: y(pNew), class: 'thin s-new', style: FAINT },
  ]);
  bars(
    layer(svg, 'bars'),
    actions.flatMap(({ at, before, after }) => [
      { x: at, y: y(before), width: wide, height: y(0) - y(before), class: 'w-old' },
      { x: at + wide + gap, y: y(after), width: wide, height: y(0) - y(after), class: 'w-new' },
    ]),
  );
  segments(
    layer(svg, 'tops'),
    actions.flatMap(({ at, before, after }): Segment[] => [
      { x1: at, y1: y(before), x2: at + wide, y2: y(before), class: 'data s-old', style: BUTT },
      { x1: at + wide + gap, y1: y(after), x2: at + 2 * wide + gap, y2: y(after), class: 'data s-new', style: BUTT },
      { x1: at - 4 * u, y1: y(0), x2: at + 2 * wide + gap + 4 * u, y2: y(0), class: 'ax' },
    ]),
  );

  const beside = first + 2 * wide + gap + 14 * u;
  const visible = !narrow && Math.abs(y(pOld) - y(pNew)) > 1.5 * u;
  dimensions(
    layer(svg, 'change'),
    visible ? [{ from: [beside, y(pOld)], to: [beside, y(pNew)], stroke: 's-ink', fill: 'f-ink', width: 1.5 * u }] : [],
  );
  const middle = Math.max(y(1) + 6 * u, Math.min(y(0) - 20 * u, (y(pOld) + y(pNew)) / 2)) - 2 * u;
  labels(layer(svg, 'bar-words'), [
    ...actions.map(
      ({ at, name }): Label => ({
        x: at + wide + gap / 2,
        y: y(0) + em * 1.3,
        text: name,
        anchor: 'middle',
        class: 'lbl',
      }),
    ),
    ...(narrow
      ? [
          {
            x: first + wide + gap / 2,
            y: y(0) + em * 2.5,
            text: signed(pNew - pOld, 3),
            anchor: 'middle',
            class: 't-ink',
          } as const,
        ]
      : [
          { x: beside + 9 * u, y: middle, text: 'Δ*π*', class: 't-ink halo' },
          { x: beside + 9 * u, y: middle + em * 1.15, text: signed(pNew - pOld, 3), class: 't-ink halo' },
          ...actions.flatMap(({ at, before, after }): Label[] => [
            {
              x: at + wide / 2,
              y: y(before) - 6 * u,
              text: probability(before),
              anchor: 'middle',
              class: 't-old halo',
            },
            {
              x: at + wide * 1.5 + gap,
              y: y(after) - 6 * u,
              text: probability(after),
              anchor: 'middle',
              class: 't-new halo',
            },
          ]),
        ]),
  ]);
}

const FAINT = 'opacity:.55';
const BUTT = 'stroke-linecap:butt';
