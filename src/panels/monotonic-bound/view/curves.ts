import { range } from 'd3';
import type { Point } from '../../../charts/decimate.ts';
import { type Path, pathOf } from '../../../charts/paths.ts';
import type { Bound } from '../quantities.ts';
import type { Scale } from './layout.ts';

/** Places for L and the bound: dense around θ_old, where a steep bound bends, and out to both ends. */
export function pointsAround({ old, next }: Bound, [low, high]: readonly [number, number]): number[] {
  const step = Math.max(Math.abs(next - old.at), 1e-4);
  const dense = range(-60, 61).map((i) => old.at + (i / 10) * step);
  const wide = range(81).map((i) => low + ((high - low) * i) / 80);
  return [...dense, ...wide].filter((t) => t >= low && t <= high).sort((a, b) => a - b);
}

/** A function between two places. */
export const curve = (x: Scale, y: Scale, f: (t: number) => number, [low, high]: readonly [number, number]): Point[] =>
  range(61).map((i) => {
    const t = low + ((high - low) * i) / 60;
    return [x(t), y(f(t))];
  });

/** U (ink), L (dashed: it looks at the old policy's states), the bound, and between the two the price of KL. */
export function curvesOf(
  x: Scale,
  y: Scale,
  { worth, old }: Bound,
  around: readonly number[],
  places: readonly number[],
  u: number,
): Path[] {
  const surrogate = around.map((t): Point => [x(t), y(old.surrogate(t))]);
  const lower = around.map((t): Point => [x(t), y(old.bound(t))]);
  const seen = lower.map(([, py]) => py < y.range()[0]!);
  const wash = [...surrogate.filter((_, i) => seen[i]), ...lower.filter((_, i) => seen[i]).toReversed()];
  return [
    { d: `${pathOf(wash)}Z`, class: 'w-kl' },
    { d: pathOf(places.map((t): Point => [x(t), y(worth(t))])), class: 'data s-ink' },
    { d: pathOf(surrogate), class: 'data s-new dash', style: `stroke-width:${1.75 * u}` },
    { d: pathOf(lower), class: 'data s-kl' },
  ];
}
