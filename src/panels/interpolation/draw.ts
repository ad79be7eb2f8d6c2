import { scaleLinear } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, fixed, shortest } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { Interpolation } from '../../engine/studies/interpolation.ts';
import { snap } from '../snap.ts';
import { valuesAt } from './reading.ts';

const [FIRST, LAST, STEP] = [-0.5, 2, 0.05];

/** L^IS, L^CLIP and the mean clipped term over t; below them KL; one leader runs through both at the place that is read. */
export function drawInterpolation(
  frame: Frame,
  line: Interpolation | null,
  {
    why,
    place,
    onPlace,
  }: { readonly why: string | null; readonly place: number; readonly onPlace: (t: number) => void },
): void {
  const { svg, width, height, u, em } = frame;
  const narrow = width < 420 * u;
  const [left, right] = [44 * u, width - (narrow ? 54 : 96) * u];
  const foot = height - em - 14 * u;
  const top = em * 1.6;
  const middle = top + (foot - top) * 0.62;
  const klTop = middle + em * 1.4;
  const x = scaleLinear([FIRST, LAST], [left, right]);
  const base = line ? valuesAt(line, 0).clipped : 0;
  const gains = line ? [...line.surrogate, ...line.clipped, ...line.clippedTerm].map((value) => value - base) : [0, 1];
  const y = scaleLinear([Math.min(0, ...gains), Math.max(1e-9, ...gains)], [middle, top]).nice(4);
  const yKl = scaleLinear([0, Math.max(1e-9, ...(line?.kl ?? [1]))], [foot, klTop]).nice(2);

  axisX(layer(svg, 'axis-t'), x, foot, {
    ticks: [0, 1, 2],
    format: (t) => (t === 0 ? '0' : fixed(t, 0)),
    line: [left, right],
  });
  // an axis without a line has no numbers yet
  const gainTicks = line ? chooseTicks(...(y.domain() as [number, number]), middle - top, em * 2.2) : [];
  axisY(layer(svg, 'axis-gain'), y, left, {
    ticks: gainTicks,
    format: tickFormat(gainTicks),
    line: [y.range()[0]!, y.range()[1]!],
  });
  axisY(layer(svg, 'axis-kl'), yKl, left, {
    ticks: line ? [0, yKl.domain()[1]!] : [],
    format: tickFormat([yKl.domain()[1]!]),
    line: [foot, klTop],
  });
  segments(layer(svg, 'ground'), [
    { x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' },
    { x1: x(0), y1: top - 4 * u, x2: x(0), y2: foot, class: 'thin s-old', style: 'opacity:.6' },
    { x1: x(1), y1: top - 4 * u, x2: x(1), y2: foot, class: 'thin s-new', style: 'opacity:.6' },
  ]);

  const curve = (values: Float64Array | undefined, scale: typeof y, minus = 0) =>
    line && values ? pathOf(Array.from(values, (value, i) => [x(line.t[i]!), scale(value - minus)])) : '';
  paths(layer(svg, 'curves'), [
    { d: curve(line?.kl, yKl), class: 'data s-kl' },
    { d: curve(line?.clippedTerm, y, base), class: 'ax' },
    { d: curve(line?.surrogate, y, base), class: 'thin s-ink' },
    { d: curve(line?.clipped, y, base), class: 'data s-ink' },
  ]);

  const at = line && valuesAt(line, place);
  segments(layer(svg, 'leader'), at ? [{ x1: x(at.t), y1: top, x2: x(at.t), y2: foot, class: 'hair' }] : []);
  dots(
    layer(svg, 'at'),
    at
      ? [
          { x: x(at.t), y: y(at.surrogate - base), r: 3 * u, class: 'f-paper s-ink' },
          { x: x(at.t), y: y(at.clippedTerm - base), r: 3 * u, class: 'f-paper s-ink' },
          { x: x(at.t), y: yKl(at.kl), r: 3.5 * u, class: 'f-kl' },
        ]
      : [],
  );
  labels(layer(svg, 'words'), [
    { x: x(0), y: em, text: narrow ? '*θ*_{k}' : '*θ*_{k}, *t* = 0', anchor: 'middle', class: 't-old halo' },
    { x: x(1), y: em, text: narrow ? '*θ*_{k+1}' : '*θ*_{k+1}, *t* = 1', anchor: 'middle', class: 't-new halo' },
    { x: left + 7 * u, y: klTop + em * 0.35, text: 'KL(*π*_{k} ‖ *π*_{θ})', class: 't-kl halo' },
    ...(line && at ? names(line, at, { x, y, yKl, base, em, u, right, top, middle }) : []),
    { x: (left + right) / 2, y: (top + middle) / 2, text: why ?? '', anchor: 'middle', class: 'halo' },
  ]);
  handles(layer(svg, 'handle'), at ? [handle(place, x, y(at.clipped - base), onPlace)] : []);
}

/** Six characters have room beside the axis: where a number needs more, all are written with a power of ten. */
function tickFormat(ticks: readonly number[]): (value: number) => string {
  if (ticks.every((tick) => shortest(tick).length <= 6)) return aligned(ticks);
  return (value) => (value === 0 ? '0' : Number(value.toPrecision(3)).toExponential().replaceAll('-', '\u2212'));
}

/** As many decimals for each as the longest needs. */
function aligned(ticks: readonly number[]): (value: number) => string {
  const decimals = Math.max(...ticks.map((tick) => shortest(tick).split('.')[1]?.length ?? 0));
  return (value) => (value === 0 ? '0' : fixed(value, decimals));
}

interface Room {
  readonly x: (t: number) => number;
  readonly y: (gain: number) => number;
  readonly yKl: (kl: number) => number;
  readonly base: number;
  readonly em: number;
  readonly u: number;
  readonly right: number;
  readonly top: number;
  readonly middle: number;
}

/** Each curve is named at its end, with its value at the place that is read. */
function names(line: Interpolation, at: ReturnType<typeof valuesAt>, room: Room): Label[] {
  const { y, yKl, base, em, u, right, top, middle } = room;
  const curves = [
    { name: '*L*^{IS}', values: line.surrogate, now: at.surrogate },
    { name: '*L*^{CLIP}', values: line.clipped, now: at.clipped },
    { name: 'clipped', values: line.clippedTerm, now: at.clippedTerm },
  ];
  const wanted = curves.map(({ values }) => y(values.at(-1)! - base) + em * 0.35);
  const places = placeLabels(wanted, em * 2.4, [top, middle]);
  return [
    ...curves.flatMap(({ name, now }, i): Label[] => [
      { x: right + 8 * u, y: places[i]!, text: name, class: name.includes('CLIP') ? 't-ink' : 'lbl' },
      {
        x: right + 8 * u,
        y: places[i]! + em,
        text: byMagnitude(now - base),
        class: name.includes('CLIP') ? 't-ink' : '',
      },
    ]),
    { x: right + 8 * u, y: yKl(line.kl.at(-1)!) + em * 0.35, text: 'KL', class: 't-kl' },
    { x: right + 8 * u, y: yKl(line.kl.at(-1)!) + em * 1.35, text: byMagnitude(at.kl), class: 't-kl' },
  ];
}

function handle(
  place: number,
  x: { (t: number): number; invert(px: number): number },
  y: number,
  onPlace: (t: number) => void,
): Handle {
  const to = (t: number) => onPlace(snap(t, STEP, FIRST, LAST));
  return {
    x: x(place),
    y,
    fill: 'f-ink',
    grip: 'x',
    label: 'Place t on the line',
    value: place,
    min: FIRST,
    max: LAST,
    valueText: `t ${fixed(place)}`,
    onDrag: (px) => to(x.invert(px)),
    onStep: (dx, dy) => to(place + (dx || dy) * STEP),
    onEnd: (side) => to(side < 0 ? FIRST : LAST),
  };
}
