import { axisX, axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import { byMagnitude, fixed, percent } from '../../charts/format.ts';
import type { Handle } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { plainText } from '../../charts/rich-text.ts';
import { segments } from '../../charts/segments.ts';
import { snap } from '../snap.ts';
import type { Box, Layout } from './layout.ts';
import { clampTo, type IterateRead } from './update.ts';

/** What is left of ĝ after each iteration, on a log axis, and what is known of the x that is read. */
export function drawConjugateGradient(group: SVGGElement, { cg, iterates, em, u }: Layout, read: number): void {
  const { i, residual, worth, left, right, top, bottom } = cg;
  const [least, most] = residual.domain() as [number, number];
  const [floor] = residual.range() as [number, number];
  const decades = Math.floor(Math.log10(most / least) + 1e-9);
  const every = Math.max(1, Math.ceil(decades / Math.max(1, Math.floor((floor - top) / (em * 2)))));
  axisX(layer(group, 'axis-i'), i, bottom, {
    ticks: wholeTicks(i.domain()[1]!, right - left, em),
    format: (value) => fixed(value, 0),
    line: [left, right],
  });
  axisY(layer(group, 'axis-residual'), residual, left, {
    ticks: Array.from({ length: Math.floor(decades / every) + 1 }, (_, k) => 10 ** (-k * every)),
    format: (value) => (value >= 0.01 ? String(value) : `10^{−${Math.round(-Math.log10(value))}}`),
    line: [floor, top],
  });
  const worthAxis = layer(group, 'axis-worth');
  if (worth) axisY(worthAxis, worth, left, { ticks: [0, 0.5, 1], format: percent, line: [bottom, worth.range()[1]!] });
  else worthAxis.replaceChildren();

  const points = iterates.filter(({ residual: r }) => r > 0);
  const [remaining, valued] = [
    points.map((point): [number, number] => [i(point.i), residual(point.residual)]),
    worth ? iterates.map((point): [number, number] => [i(point.i), worth(point.worth)]) : [],
  ];
  paths(layer(group, 'lines'), [
    { d: pathOf(remaining), class: 'data s-ink' },
    { d: pathOf(valued), class: 'thin s-ink dash' },
  ]);
  dots(layer(group, 'dots'), [
    ...remaining.map(([x, y]) => ({ x, y, r: 3 * u, class: 'f-ink' })),
    ...valued.map(([x, y]) => ({ x, y, r: 3 * u, class: 'f-paper thin s-ink' })),
  ]);
  const at = iterates[clampTo(read, iterates.length)];
  segments(layer(group, 'leader'), at ? [{ x1: i(at.i), y1: top, x2: i(at.i), y2: bottom, class: 'hair' }] : []);
  labels(layer(group, 'words'), [
    { x: left + 6 * u, y: top - em * 0.6, text: '‖*Hx* − *ĝ*‖ : ‖*ĝ*‖', class: 'lbl halo' },
    { x: right, y: bottom + em * 2.6, text: 'iterations of CG', anchor: 'end', class: 'lbl' },
    ...(worth
      ? [
          {
            x: right,
            y: bottom - em * 0.7,
            text: 'gain along *x*, at equal KL',
            anchor: 'end' as const,
            class: 'lbl halo',
          },
        ]
      : []),
    ...(at ? reading(at, { left, right, top, bottom: floor }, remaining, em, u) : []),
  ]);
}

/** The x of one iteration, in short lines in the corner that the falling line leaves free: above its end, or below its start. */
function reading(
  at: IterateRead,
  { left, right, top, bottom }: Box,
  curve: readonly (readonly [number, number])[],
  em: number,
  u: number,
): Label[] {
  const lines = bottom - top > em * 6 ? tell(at) : tell(at).slice(0, 1);
  const width = Math.max(...lines.map((line) => plainText(line).length)) * em * 0.54;
  const height = lines.length * em * 1.3;
  const above = Math.min(...heightsIn(curve, right - width, right)) - top - height;
  const below = bottom - height - Math.max(...heightsIn(curve, left, left + width + 8 * u));
  const corner =
    above >= Math.min(0, below)
      ? { x: right - 2 * u, y: top + em * 0.9, anchor: 'end' as const }
      : { x: left + 8 * u, y: bottom - height + em * 0.8, anchor: 'start' as const };
  return lines.map((text, line) => ({
    ...corner,
    y: corner.y + em * 1.3 * line,
    text,
    class: line === 0 ? 't-ink halo' : 'lbl halo',
    ...(line === 0 && { style: 'font-weight:600' }),
  }));
}

/** Heights of a line of points between two places: at both, and at each point between. */
function heightsIn(points: readonly (readonly [number, number])[], from: number, to: number): number[] {
  const heightAt = (x: number) => {
    const next = points.findIndex(([px]) => px >= x);
    const [b, a] = [points[next], points[next - 1]];
    if (!b || !a) return [];
    return [a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  };
  const between = points.filter(([x]) => x >= from && x <= to).map(([, y]) => y);
  return [...heightAt(from), ...between, ...heightAt(to)];
}

function tell({ i, residual, angle, worth }: IterateRead): string[] {
  if (i === 0) return ['*x*_{0} = 0', 'all of *ĝ* is left'];
  const turned = i === 1 ? 'along *ĝ* itself' : `turned ${fixed(angle, 0)}° from *ĝ*`;
  return [`*x*_{${i}}: residual ${byMagnitude(residual)}`, turned, `at equal KL gains ${percent(worth)}`];
}

function wholeTicks(last: number, pixels: number, em: number): number[] {
  const every = Math.max(1, Math.ceil((last * em * 2) / pixels));
  return Array.from({ length: Math.floor(last / every) + 1 }, (_, k) => k * every);
}

export function iterateHandle({ cg, iterates, u }: Layout, read: number, onRead: (i: number) => void): Handle[] {
  const at = iterates[clampTo(read, iterates.length)];
  if (!at) return [];
  const last = iterates.length - 1;
  const to = (value: number) => onRead(snap(value, 1, 0, last));
  return [
    {
      x: cg.i(at.i),
      y: cg.residual(Math.max(at.residual, Number.MIN_VALUE)),
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'Iteration of conjugate gradient',
      value: at.i,
      min: 0,
      max: last,
      valueText: `iteration ${at.i}: ${byMagnitude(at.residual)} of the gradient is left, x has turned ${fixed(at.angle, 0)} degrees from it`,
      onDrag: (px) => to(cg.i.invert(px)),
      onStep: (dx, dy) => to(at.i + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 0 : last),
    },
  ];
}
