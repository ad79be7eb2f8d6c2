import { range } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import { byMagnitude, shortest } from '../../charts/format.ts';
import type { Handle } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { plainText } from '../../charts/rich-text.ts';
import { type Segment, segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import { snap } from '../snap.ts';
import type { Layout } from './layout.ts';
import { clampTo, modelAt, type Seen } from './update.ts';
import { gain, name } from './verdict.ts';

/** Each candidate with what it cost and what it gained; dashed, what the quadratic model said. */
export function drawSearch(group: SVGGElement, { search: box, em, u }: Layout, seen: Seen | null, read: number): void {
  const { left, right, top, bottom, middle, part, kl: yKl, gain: yGain } = box;
  const { step = null, search = null } = seen ?? {};
  const candidates = search?.candidates ?? [];
  const penalty = search?.penalty ?? 0;
  const curve = (pick: 'kl' | 'gain', y: (value: number) => number): string =>
    step ? pathOf(range(41).map((i): [number, number] => [part(i / 40), y(modelAt(step, penalty, i / 40)[pick])])) : '';
  axisX(layer(group, 'axis-part'), part, bottom, {
    ticks: [0, 0.5, 1],
    format: shortest,
    line: [left, right],
  });
  axisY(layer(group, 'axis-kl'), yKl, left, {
    ticks: step ? chooseTicks(...(yKl.domain() as [number, number]), yKl.range()[0]! - top, em * 3) : [0],
    format: shortest,
    line: [yKl.range()[0]!, top],
  });
  axisY(layer(group, 'axis-gain'), yGain, left, {
    ticks: step ? chooseTicks(...(yGain.domain() as [number, number]), bottom - yGain.range()[1]!, em * 3) : [0],
    format: shortest,
    line: [bottom, yGain.range()[1]!],
  });
  const bounded = search !== null && Number.isFinite(search.maxKl);
  const at = candidates[clampTo(read, candidates.length)];
  const ground: Segment[] = [
    { x1: left, y1: yKl(0), x2: right, y2: yKl(0), class: 'hair' },
    { x1: left, y1: yGain(0), x2: right, y2: yGain(0), class: 'hair' },
    ...(bounded ? [{ x1: left, y1: yKl(search.maxKl), x2: right, y2: yKl(search.maxKl), class: 'thin s-kl' }] : []),
    ...(at ? [{ x1: part(at.factor), y1: top, x2: part(at.factor), y2: bottom, class: 'hair' }] : []),
  ];
  segments(layer(group, 'ground'), ground);
  paths(layer(group, 'model'), [
    { d: curve('kl', yKl), class: 'thin s-kl dash', style: `stroke-width:${1.5 * u}` },
    { d: curve('gain', yGain), class: 'thin s-ink dash' },
  ]);
  const isTaken = (candidate: (typeof candidates)[number]) => candidate.refused === null;
  const finite = candidates.filter(({ kl, improvement }) => Number.isFinite(kl + improvement));
  dots(layer(group, 'candidates'), [
    ...finite.map((c) => ({
      x: part(c.factor),
      y: yKl(c.kl),
      r: 4 * u,
      class: isTaken(c) ? 'f-kl' : 'f-paper data s-kl',
    })),
    ...finite.map((c) => ({
      x: part(c.factor),
      y: yGain(c.improvement),
      r: 4 * u,
      class: isTaken(c) ? 'f-ink' : 'f-paper data s-ink',
    })),
  ]);
  labels(layer(group, 'words'), [
    { x: left + 6 * u, y: top - em * 0.6, text: 'KL(*π*_{k} ‖ *π*_{θ})', class: 't-kl halo' },
    {
      x: left + 6 * u,
      y: yGain.range()[1]! + em * 0.3,
      text: penalty > 0 ? '*L* − *β* KL' : '*L*',
      class: 't-ink halo',
    },
    { x: right, y: bottom + em * 2.6, text: 'part *α*^{j} of Δ', anchor: 'end', class: 'lbl' },
    ...(bounded
      ? [
          {
            x: left + 6 * u,
            // below its line, clear of the axis' name, unless the line lies low
            y: yKl(search.maxKl) + (yKl(0) - yKl(search.maxKl) > em * 1.8 ? em * 1.1 : -em * 0.35),
            text: `*δ* ${shortest(search.maxKl)}`,
            class: 't-kl halo',
          },
        ]
      : []),
    ...(at ? readingLabels(at, box, bounded ? search.maxKl : null, em, u) : []),
    {
      x: (left + right) / 2,
      y: (middle + bottom) / 2,
      text: seen && candidates.length === 0 ? 'candidates come at line 8' : '',
      anchor: 'middle',
      class: 'halo',
    },
  ]);
}

/** The candidate that is read: its KL beside its point above, off the bound's line; its gain below; what was made of it. */
function readingLabels(
  at: NonNullable<Seen['search']>['candidates'][number],
  { part, left, right, kl: yKl, gain: yGain, middle }: Layout['search'],
  maxKl: number | null,
  em: number,
  u: number,
): Label[] {
  const x = part(at.factor);
  const leftwards = x > (left + right) / 2;
  const side = { x: x + (leftwards ? -9 : 9) * u, anchor: leftwards ? ('end' as const) : ('start' as const) };
  const beside = (y: number, low: number) => (Number.isFinite(y) ? y + em * 0.35 : low);
  const bound = maxKl === null ? Number.NaN : yKl(maxKl);
  const isOnBound = Math.abs(yKl(at.kl) - bound) < em * 0.8;
  const klAt = !isOnBound ? beside(yKl(at.kl), yKl(0)) : at.kl > maxKl! ? bound - em * 0.4 : bound + em * 1.1;
  return [
    { ...side, y: klAt, text: byMagnitude(at.kl), class: 't-kl halo' },
    { ...side, y: beside(yGain(at.improvement), yGain(0)), text: gain(at.improvement), class: 't-ink halo' },
    {
      ...side,
      x: x + (leftwards ? -18 : 18) * u,
      y: middle + em * 0.35,
      text: `${name(at)}: ${at.refused ?? 'accepted'}`,
      class: 't-ink halo',
      style: 'font-weight:600',
    },
  ];
}

export function candidateHandle(
  { search: { part, middle }, u }: Layout,
  seen: Seen | null,
  read: number,
  onRead: (j: number) => void,
): Handle[] {
  const candidates = seen?.search?.candidates ?? [];
  const at = candidates[clampTo(read, candidates.length)];
  if (!at) return [];
  const last = candidates.length - 1;
  const nearest = (px: number) =>
    candidates.reduce((a, b) => (Math.abs(part(b.factor) - px) < Math.abs(part(a.factor) - px) ? b : a)).j;
  const to = (j: number) => onRead(snap(j, 1, 0, last));
  return [
    {
      x: part(at.factor),
      y: middle,
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'Candidate of the line search',
      value: at.j,
      min: 0,
      max: Math.max(last, 1),
      valueText: `${plainText(name(at))}: KL ${byMagnitude(at.kl)}, surrogate ${gain(at.improvement)}, ${at.refused ?? 'accepted'}`,
      onDrag: (px) => to(nearest(px)),
      // the step grows to the right, j to the left
      onStep: (dx, dy) => to(at.j - (dx || dy)),
      onEnd: (side) => to(side < 0 ? last : 0),
    },
  ];
}
