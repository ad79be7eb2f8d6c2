import { axisX } from '../../charts/axis.ts';
import type { Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { clippedObjective, surrogate } from './fate.ts';
import { type ClipInput, type HalfView, LEAST_SPAN } from './view.ts';

/** Both objectives of one sign, their names, and the axis of the ratio with the ends of the clip range. */
export function drawObjective({ u, em }: Frame, group: SVGGElement, half: HalfView, input: ClipInput): void {
  const { sign, clipRange, x, y, left, right, top, middle, bottom, narrow, colour } = half;
  segments(
    layer(group, 'range'),
    [1 - clipRange, 1, 1 + clipRange]
      .filter((ratio) => x(ratio) >= left && x(ratio) <= right)
      .map((ratio) => ({
        x1: x(ratio),
        y1: top - 4 * u,
        x2: x(ratio),
        y2: bottom,
        class: ratio === 1 ? 'gr' : 'hair',
      })),
  );

  const [low, high] = x.domain() as [number, number];
  const from = low === 0 ? 0 : low + 0.09 * (high - low);
  const to = high - 0.045 * (high - low);
  const kinks = [1 - clipRange, 1 + clipRange].filter((ratio) => ratio > from && ratio < to);
  const place = (ratio: number, value: number): Point => [
    x(ratio),
    Math.max(top - 6 * u, Math.min(middle + 4 * u, y(value))),
  ];
  const unclipped = [from, to].map((ratio) => place(ratio, surrogate(ratio, sign)));
  const clipped = [from, ...kinks, to].map((ratio) => place(ratio, clippedObjective(ratio, sign, clipRange)));
  paths(layer(group, 'objective'), [
    { d: pathOf(unclipped), class: 'ax' },
    { d: pathOf(clipped), class: `data s-${colour}`, style: 'stroke-width:calc(var(--stroke-data) * 1.25)' },
  ]);

  const ratioRoom = right - (narrow ? 20 : 46) * u;
  axisX(layer(group, 'axis'), x, bottom, {
    ticks: chooseTicks(low, high, right - left, em * 2.5).filter((tick) => x(tick) <= ratioRoom),
    format: (tick) => fixed(tick, high > 5 ? 0 : Math.abs(tick * 10 - Math.round(tick * 10)) < 1e-9 ? 1 : 2),
    line: [left, right],
  });
  labels(layer(group, 'names'), [
    ...objectiveNames(half, u, em),
    { x: left, y: em * 1.35, text: sign > 0 ? '*Â* > 0' : '*Â* < 0', class: `t-${colour}`, style: TITLE },
    {
      x: left + (narrow ? 52 : 46) * (em / 12),
      y: em * 1.35,
      text: narrow && input.touch.reading?.sign === sign ? '' : sign > 0 ? 'make it likelier' : 'make it rarer',
    },
    {
      x: right,
      y: bottom + em * 1.05 + 4 * u,
      text: narrow ? '*r*' : 'ratio *r*',
      anchor: 'end',
      class: 'lbl halo',
    },
  ]);
}

const TITLE = 'font-size:calc(var(--fs-ui) * 1.05)';

/** Each line is named at its end, where the two have parted. */
function objectiveNames(
  { sign, clipRange, x, y, left, right, top, narrow, colour }: HalfView,
  u: number,
  em: number,
): Label[] {
  const name = { text: '*L*^{CLIP}', class: `t-${colour} halo` };
  const span = Math.max(LEAST_SPAN, clipRange);
  if (sign > 0) {
    // far enough out that the name clears the end of the clip range
    const apart = 1 + (narrow ? 2.3 : 1.8) * span;
    return [
      { ...name, x: right - 2 * u, y: y(1 + clipRange) + em * 1.3, anchor: 'end' },
      {
        x: Math.min(x(apart), right - 8 * u) - 5 * u,
        y: Math.max(top, y(apart) - 8 * u),
        text: '*L*^{IS}',
        anchor: 'end',
        class: 'halo',
      },
    ];
  }
  // with ε of 1 and more no ratio lies below the range: the two lines are one
  if (clipRange >= 1) return [{ ...name, x: left + 14 * u, y: y(0) + em * 2.4 }];
  const apart = 1 - 1.9 * span;
  const clip = { ...name, x: left, y: y(-1 + clipRange) + em * 1.3 };
  if (narrow)
    return [clip, { x: left, y: Math.max(top - em * 0.2, y(2 * span - 1) - 6 * u), text: '*L*^{IS}', class: 'halo' }];
  return [
    clip,
    { x: Math.max(x(apart), left) + 8 * u, y: Math.max(top, y(-apart) - 2 * u), text: '*L*^{IS}', class: 'halo' },
  ];
}
