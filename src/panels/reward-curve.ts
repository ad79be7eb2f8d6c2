import { range, type ScaleLinear } from 'd3';
import { clipLine } from '../charts/clip-line.ts';
import type { Point } from '../charts/decimate.ts';
import { pathOf } from '../charts/paths.ts';
import type { Piecewise } from '../exact/piecewise.ts';

const SAMPLES = 64;

/** Path data of f over the domain of x, cut where it leaves that of y. A jump is a gap. */
export function rewardCurve(f: Piecewise, x: ScaleLinear<number, number>, y: ScaleLinear<number, number>): string {
  const [low, high] = x.domain() as [number, number];
  const [floor, ceiling] = y.range().toSorted((a, b) => a - b) as [number, number];
  return f.pieces
    .map(({ from, origin, coefficients }, i) => {
      const start = Math.max(low, from);
      const end = Math.min(high, f.pieces[i + 1]?.from ?? high);
      if (!(end > start)) return '';
      const samples = coefficients.length > 2 ? SAMPLES : 1;
      const points = range(samples + 1).map((k): Point => {
        const at = start + ((end - start) * k) / samples;
        return [x(at), y(coefficients.reduceRight((sum, c) => sum * (at - origin) + c, 0))];
      });
      return clipLine(points, floor, ceiling).map(pathOf).join('');
    })
    .join('');
}
