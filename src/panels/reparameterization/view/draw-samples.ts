import { dimensionPaths } from '../../../charts/dimension.ts';
import { type Dot, dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { signed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Path, paths } from '../../../charts/paths.ts';
import { type Quantities, sampleAt } from '../quantities.ts';
import { A_END, type Layout } from './layout.ts';

/** So many of the batch's samples are drawn. */
const SEEN = 24;

/** One estimate's samples, from their noise to f with its slope there; one of them followed, with what both say of it. */
export function drawSamples({ svg, u, em }: Frame, layout: Layout, quantities: Quantities): void {
  const { a, z, y, p, q, left, right, narrow, perUnit } = layout;
  const { state } = quantities;
  const [ceiling, floor] = [y.range()[1]!, y.range()[0]!];
  const inFigure = (action: number) => Math.abs(action) <= A_END;
  const fan: Path[] = [];
  const tangents: string[] = [];
  const discs: Dot[] = [];
  for (const noise of quantities.zs.subarray(0, SEEN)) {
    const { action, value, slope } = sampleAt(quantities, noise);
    if (!inFigure(action) || Math.abs(noise) > 3) continue;
    fan.push({ d: `M${z(noise)} ${q(0)}L${a(action)} ${p(0)}`, class: 'ax', style: 'opacity:.35' });
    discs.push({ x: z(noise), y: q(0), r: 2.2 * u, class: 'f-ink', style: 'opacity:.6' });
    discs.push({ x: a(action), y: p(0), r: 2.2 * u, class: 'f-old' });
    if (y(value) < ceiling || y(value) > floor) continue;
    tangents.push(tangent(layout, action, value, slope, 11 * u));
    discs.push({ x: a(action), y: y(value), r: 2.2 * u, class: 'f-ink' });
  }

  const { action, value, slope, push } = sampleAt(quantities, state.z);
  const followed = inFigure(action);
  const at = Math.max(ceiling, Math.min(floor, y(value)));
  const x = a(action);
  const colour = push * state.z >= 0 ? 'pos' : 'neg';
  if (followed) fan.push({ d: `M${z(state.z)} ${q(0)}L${x} ${p(0)}V${at}`, class: 'thin s-ink' });
  paths(layer(svg, 'fan'), fan);
  paths(layer(svg, 'tangents'), [{ d: tangents.join(''), class: 'data s-euclid', style: 'opacity:.8' }]);
  dots(layer(svg, 'samples'), discs);

  const end = (gradient: number) => Math.max(left, Math.min(right, x + gradient * perUnit));
  // the two arrows stand above the point, or below it where there is no room
  const side = at - em * 3 < em * 1.3 ? 1 : -1;
  const rows = [at + side * em * (side < 0 ? 2.2 : 1.3), at + side * em * (side < 0 ? 1 : 2.5)] as const;
  paths(
    layer(svg, 'followed'),
    followed
      ? [
          { d: tangent(layout, action, value, slope, 34 * u), class: 'data s-euclid', style: `stroke-width:${3 * u}` },
          ...dimensionPaths({
            from: [x, rows[0]],
            to: [end(push), rows[0]],
            stroke: `s-${colour}`,
            fill: `f-${colour}`,
          }),
          ...dimensionPaths({ from: [x, rows[1]], to: [end(slope), rows[1]], stroke: 's-euclid', fill: 'f-euclid' }),
        ]
      : [],
  );
  dots(
    layer(svg, 'followed-dots'),
    followed
      ? [
          { x, y: at, r: 4.5 * u, class: 'f-ink' },
          { x, y: p(0), r: 4 * u, class: 'f-ink' },
        ]
      : [],
  );
  const word = (row: number, gradient: number, name: string, tone: string) => {
    // behind the start, where the arrow does not go, unless the edge is near
    const wide = em * (narrow ? 7 : 9.5);
    const before = gradient >= 0 ? x - wide > left : x + wide > right;
    return {
      x: x + (before ? -8 : 8) * u,
      y: row + em * 0.35,
      text: `${name} ${signed(gradient)}`,
      anchor: before ? ('end' as const) : ('start' as const),
      class: `halo t-${tone}`,
    };
  };
  labels(
    layer(svg, 'followed-words'),
    followed
      ? [
          word(rows[0], push, narrow ? '*fz*/*σ*' : state.baseline ? '(*f* − *b*) *z*/*σ*' : '*f* · *z*/*σ*', colour),
          word(rows[1], slope, '*f* ′', 'euclid'),
        ]
      : [{ x: right, y: em, text: 'this *z* leads out of the figure', anchor: 'end' as const, class: 'halo' }],
  );
}

/** A piece of the tangent, of half the given length in px. */
function tangent({ a, y }: Layout, action: number, value: number, slope: number, half: number): string {
  const dx = a(1) - a(0);
  const dy = (y(1) - y(0)) * slope;
  const scale = half / Math.hypot(dx, dy);
  const [x0, y0] = [a(action), y(value)];
  return `M${(x0 - dx * scale).toFixed(1)} ${(y0 - dy * scale).toFixed(1)}L${(x0 + dx * scale).toFixed(1)} ${(y0 + dy * scale).toFixed(1)}`;
}
