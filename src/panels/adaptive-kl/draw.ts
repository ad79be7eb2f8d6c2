import { type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { bars } from '../../charts/bars.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { byMagnitude, shortest, thousands } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { BAND, type PricedUpdate } from './updates.ts';

export interface AdaptiveKlInput {
  readonly updates: readonly PricedUpdate[];
  readonly delta: number;
  /** Ends of δ that the algorithm allows. */
  readonly range: readonly [number, number];
  /** The update under the pointer, by its place in the list; kept between redraws. */
  readonly touch: { reading: number | null };
  readonly onDelta: (delta: number) => void;
}

/** KL of each update on a log axis with the band around δ; below it, on the same iterations, the staircase of β. */
export function drawAdaptiveKl(frame: Frame, input: AdaptiveKlInput): void {
  const { svg, width, height, u, em } = frame;
  const { updates, delta, touch } = input;
  const narrow = width < 420 * u;
  const [left, right] = [50 * u, width - (narrow ? 74 : 96) * u];
  const foot = height - em - 12 * u;
  const top = em * 1.5;
  const middle = top + (foot - top) * 0.62;
  const betaTop = middle + em * 1.6;
  const first = updates[0]?.iteration ?? 1;
  const last = Math.max(updates.at(-1)?.iteration ?? 1, first + 9);
  const x = scaleLinear([first - 0.5, last + 0.5], [left, right]);
  const y = logScale([...updates.map(({ kl }) => kl), delta / 4, delta * 4], [middle, top]);
  const yBeta = logScale(updates.length > 0 ? updates.flatMap(({ beta }) => [beta / 2, beta * 2]) : [0.5, 2], [
    foot,
    betaTop,
  ]);

  bars(layer(svg, 'band'), [
    { x: left, y: y(BAND * delta), width: right - left, height: y(delta / BAND) - y(BAND * delta), class: 'w-kl' },
  ]);
  segments(layer(svg, 'delta'), [{ x1: left, y1: y(delta), x2: right, y2: y(delta), class: 'thin s-kl' }]);
  axisX(layer(svg, 'axis-iteration'), x, foot, {
    ticks: chooseTicks(first, last, right - left, em * 5).filter(Number.isInteger),
    format: (value) => thousands(value),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-kl'), y, left, { ticks: decades(y), format: inShort, line: [middle, top] });
  axisY(layer(svg, 'axis-beta'), yBeta, left, { ticks: decades(yBeta), format: inShort, line: [foot, betaTop] });

  paths(layer(svg, 'lines'), [
    { d: pathOf(updates.map(({ iteration, kl }) => [x(iteration), y(kl)])), class: 'thin s-kl', style: 'opacity:.45' },
    { d: staircase(updates, x, yBeta), class: 'data s-ink' },
  ]);
  dots(
    layer(svg, 'updates'),
    updates.map(({ iteration, kl, factor }) => ({
      x: x(iteration),
      y: y(kl),
      r: (updates.length > 80 ? 2.2 : 3.4) * u,
      class: factor === 1 ? 'f-kl' : 'f-paper thin s-kl',
    })),
  );
  const at = touch.reading === null ? undefined : updates[touch.reading];
  segments(
    layer(svg, 'reading'),
    at ? [{ x1: x(at.iteration), y1: top, x2: x(at.iteration), y2: foot, class: 'hair' }] : [],
  );
  const beta = updates.at(-1)?.beta;
  labels(layer(svg, 'words'), [
    { x: left + 6 * u, y: em, text: 'KL(*π*_{old} ‖ *π*_{new})', class: 't-kl halo' },
    { x: left + 6 * u, y: betaTop + em * 0.4, text: '*β*', class: 't-ink halo' },
    { x: right + 14 * u, y: y(delta) + em * 0.35, text: `*δ* = ${shortest(delta)}`, class: 't-kl' },
    {
      x: right + 14 * u,
      y: Math.min(y(BAND * delta), y(delta) - em * 1.1),
      text: narrow ? '×2' : '1.5*δ*: *β* × 2',
      class: 't-kl',
    },
    {
      x: right + 14 * u,
      y: Math.max(y(delta / BAND), y(delta) + em * 0.75) + em * 0.7,
      text: narrow ? '÷2' : '*δ*/1.5: *β* ÷ 2',
      class: 't-kl',
    },
    ...(beta === undefined
      ? []
      : [{ x: right + 14 * u, y: yBeta(beta) + em * 0.35, text: `*β* ${byMagnitude(beta)}`, class: 't-ink' }]),
    ...(at ? [readingLabel(at, x(at.iteration), em, u, (left + right) / 2)] : []),
  ]);
  drawProbe(frame, input, { x, left, right, top, foot });
  handles(layer(svg, 'handle'), [deltaHandle(input, right + 2 * u, y)]);
}

function readingLabel(at: PricedUpdate, x: number, em: number, u: number, centre: number): Label {
  const rule = at.factor === 2 ? '*β* × 2' : at.factor === 0.5 ? '*β* ÷ 2' : '*β* stays';
  const leftwards = x > centre;
  return {
    x: x + (leftwards ? -6 : 6) * u,
    y: em * 2.4,
    text: `${thousands(at.iteration)}: KL ${byMagnitude(at.kl)}, ${rule}`,
    anchor: leftwards ? 'end' : 'start',
    class: 't-ink halo',
  };
}

type LogScale = ScaleLogarithmic<number, number>;

/** Around all that is finite and positive, with a little air, clamped. */
function logScale(values: readonly number[], range: [number, number]): LogScale {
  const usable = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = [Math.min(...usable), Math.max(...usable)];
  return scaleLog([low / 1.15, high * 1.15], range).clamp(true);
}

/** A tick's number, which must fit left of the axis however small it is. */
const inShort = (value: number): string =>
  value < 1e-3
    ? Number(value.toPrecision(2)).toExponential().replace('-', '\u2212')
    : shortest(Number(value.toPrecision(2)));

function decades(scale: LogScale): number[] {
  const [low, high] = scale.domain() as [number, number];
  const whole = [];
  for (let power = Math.ceil(Math.log10(low)); power <= Math.log10(high); power++) whole.push(10 ** power);
  return whole.length >= 2 ? whole.filter((_, i) => whole.length < 7 || i % 2 === 0) : [low * 1.15, high / 1.15];
}

/** β_k holds for its whole update. */
function staircase(updates: readonly PricedUpdate[], x: (at: number) => number, y: (beta: number) => number): string {
  return pathOf(
    updates.flatMap(({ iteration, beta }): [number, number][] => [
      [x(iteration - 0.5), y(beta)],
      [x(iteration + 0.5), y(beta)],
    ]),
  );
}

function drawProbe(
  { svg, redraw }: Frame,
  { updates, touch }: AdaptiveKlInput,
  {
    x,
    left,
    right,
    top,
    foot,
  }: { x: { invert(px: number): number }; left: number; right: number; top: number; foot: number },
): void {
  const read = (index: number | null) => {
    touch.reading = index === null || updates.length === 0 ? null : Math.max(0, Math.min(updates.length - 1, index));
    redraw();
  };
  const at = touch.reading === null ? undefined : updates[touch.reading];
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: foot - top,
      label: 'Update',
      valueText: at
        ? `iteration ${thousands(at.iteration)}, KL ${byMagnitude(at.kl)}, beta ${byMagnitude(at.beta)}`
        : 'not read',
      onPoint: (point) => read(point && nearest(updates, x.invert(point[0]))),
      onStep: (by) => read((touch.reading ?? updates.length) + by),
    },
  ]);
}

function nearest(updates: readonly PricedUpdate[], iteration: number): number {
  let best = 0;
  updates.forEach((update, i) => {
    if (Math.abs(update.iteration - iteration) < Math.abs(updates[best]!.iteration - iteration)) best = i;
  });
  return best;
}

/** δ, moved up and down its own line: two significant digits, as its slider has them. */
function deltaHandle({ delta, range, onDelta }: AdaptiveKlInput, x: number, y: LogScale): Handle {
  const to = (value: number) => onDelta(Number(Math.min(range[1], Math.max(range[0], value)).toPrecision(2)));
  return {
    x,
    y: y(delta),
    fill: 'f-kl',
    grip: 'y',
    label: 'Target δ of KL',
    value: delta,
    min: range[0],
    max: range[1],
    valueText: `δ ${shortest(delta)}`,
    onDrag: (_px, py) => to(y.invert(py)),
    onStep: (dx, dy) => to(delta * 1.1 ** (dx || dy)),
  };
}
