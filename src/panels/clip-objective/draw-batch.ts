import type { Frame } from '../../charts/figure.ts';
import { fixed, percent } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import { type Fate, fateOf, type Half } from './fate.ts';
import { type DotScale, dotScale, type StackedDot, type StackRoom, stackDots } from './stack.ts';
import type { HalfView } from './view.ts';

/** The scale of both halves' stacks. */
export const batchScale = (frame: Frame, half: HalfView, samples: readonly Half[]): DotScale =>
  dotScale(
    samples.map(({ ratios }) => ratios),
    roomIn(frame, half),
  );

/** Where a half's samples stand: below the words, on the axis. */
function roomIn({ u, em }: Frame, { x, clipRange, left, right, middle, bottom, narrow }: HalfView): StackRoom {
  const height = bottom - middle - em * (narrow ? 3.8 : 2.6) - 8 * u;
  return { x, clipRange, pitch: Math.max(5.6 * u, (right - left) / 44), height };
}

/** The samples of one sign, stacked on the axis, and the share of each fate over its own part of it. */
export function drawBatch(
  frame: Frame,
  group: SVGGElement,
  half: HalfView,
  samples: Half | null,
  scale: DotScale,
): void {
  const { u, em } = frame;
  const { sign, clipRange, bottom, colour } = half;
  const dots = stackDots(samples?.ratios ?? [], roomIn(frame, half), scale);
  const shapes = markPaths(dots, scale, { sign, clipRange, floor: bottom - 4 * u });
  paths(layer(group, 'batch'), [
    { d: shapes.moving, class: `f-${colour}` },
    { d: shapes.frozen, class: 'f-paper s-old', style: `stroke-width:${1.2 * u}` },
    { d: shapes['pulled-back'], class: 'f-ink' },
  ]);
  labels(layer(group, 'fates'), [...fateLabels(half, samples, u, em), ...beyond(half, samples, dots, scale, u)]);
}

/** Path data by fate: discs, smaller discs for a stroke around them, and triangles that point back to 1. */
function markPaths(
  dots: readonly StackedDot[],
  { dx, dy }: DotScale,
  { sign, clipRange, floor }: { readonly sign: 1 | -1; readonly clipRange: number; readonly floor: number },
): Record<Fate, string> {
  const r = Math.min(dx, dy) * 0.42;
  const marks: Record<Fate, string[]> = { moving: [], frozen: [], 'pulled-back': [] };
  for (const { x, row, ratio } of dots) {
    const y = floor - row * dy;
    const fate = fateOf(ratio, sign, clipRange);
    marks[fate].push(
      fate === 'moving'
        ? disc(x, y, r)
        : fate === 'frozen'
          ? disc(x, y, r * 0.88)
          : triangle(x, y, r, ratio > 1 ? -1 : 1),
    );
  }
  return {
    moving: marks.moving.join(''),
    frozen: marks.frozen.join(''),
    'pulled-back': marks['pulled-back'].join(''),
  };
}

const px = (value: number): string => value.toFixed(2);
const disc = (x: number, y: number, r: number): string =>
  `M${px(x - r)} ${px(y)}a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0Z`;
const triangle = (x: number, y: number, r: number, way: 1 | -1): string =>
  `M${px(x + way * r * 1.5)} ${px(y)}L${px(x - way * r * 1.1)} ${px(y - r * 1.35)}v${px(2.7 * r)}Z`;

/** Each fate in words over its own part of the axis; they make room for one another where ε is small or large. */
function fateLabels(
  { sign, clipRange, x, left, middle, narrow, colour }: HalfView,
  samples: Half | null,
  u: number,
  em: number,
): Label[] {
  if (!samples || samples.ratios.length === 0) return [];
  const split = narrow || x(1 - clipRange) - left < 66 * u;
  const sideWidth = (split ? 3.1 : 5.2) * em;
  const leftEnd = Math.max(Math.min(x(1 - clipRange), x(1) - 22 * u) - 8 * u, left - 8 * u + sideWidth);
  const centre = Math.max(x(1), leftEnd + 8 * u + 1.8 * em);
  const rightStart = Math.max(x(1 + clipRange) + 8 * u, centre + 8 * u + 1.8 * em);
  const frozen: Place = { fate: 'frozen', words: ['frozen'], class: 't-old' };
  const back: Place = { fate: 'pulled-back', words: split ? ['pulled', 'back'] : ['pulled back'], class: 't-ink' };
  const sides = sign > 0 ? [back, frozen] : [frozen, back];
  return [
    { ...sides[0]!, x: leftEnd, anchor: 'end' as const },
    { fate: 'moving' as const, words: ['moving'], class: `t-${colour}`, x: centre, anchor: 'middle' as const },
    { ...sides[1]!, x: rightStart, anchor: 'start' as const },
  ].flatMap(({ fate, words, class: colourOf, x: at, anchor }) =>
    [percent(samples.counts[fate] / samples.ratios.length), ...words].map((text, row) => ({
      x: at,
      y: middle + em * (1.2 + 1.15 * row),
      text,
      anchor,
      class: `halo ${colourOf}`,
      ...(row === 0 && { style: 'font-weight:600' }),
    })),
  );
}

interface Place {
  readonly fate: Fate;
  readonly words: readonly string[];
  readonly class: string;
}

/** Where ratios leave the axis, the farthest is written above the column that cuts them off. */
function beyond(
  { x, left, right, bottom }: HalfView,
  samples: Half | null,
  dots: readonly StackedDot[],
  { dx, dy }: DotScale,
  u: number,
): Label[] {
  const [low, high] = x.domain() as [number, number];
  const ratios = samples?.ratios ?? [];
  const most = ratios.reduce((a, b) => Math.max(a, b), 1);
  const least = ratios.reduce((a, b) => Math.min(a, b), 1);
  const above = (end: number) => {
    const near = dots.filter((dot) => Math.abs(dot.x - end) < 36 * u + dx);
    return bottom - 8 * u - near.reduce((rows, { row }) => Math.max(rows, row + 1), 1) * dy;
  };
  const marks: Label[] = [];
  if (most > high)
    marks.push({ x: right, y: above(right), text: `${fixed(most)} →`, anchor: 'end', class: 'halo t-ink' });
  if (least < low) marks.push({ x: left, y: above(left), text: `← ${fixed(least)}`, class: 'halo t-ink' });
  return marks;
}
