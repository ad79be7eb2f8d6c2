import { range } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clipLine } from '../../../charts/clip-line.ts';
import type { Point } from '../../../charts/decimate.ts';
import { type Dot, dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed, shortest, thousands } from '../../../charts/format.ts';
import { type Handle, handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { density } from '../../../exact/gaussian.ts';
import { logProduct } from '../../../exact/importance.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import { snap } from '../../snap.ts';
import type { ImportanceState, Quantities } from '../quantities.ts';
import { at, BATCH } from '../trajectories.ts';
import { A_END, type Layout, layoutOf, RATIO_END } from './layout.ts';

export type Change = (change: Partial<ImportanceState>) => void;

/** Both policies with the ratio of the two above them, and below them what every batch makes of its weights. */
export function drawPolicies(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const layout = layoutOf(frame, quantities);
  drawRatio(frame, layout, quantities);
  drawDensities(frame, layout, quantities);
  drawEstimates(frame, layout, quantities);
  drawReading(frame, layout, quantities, reader);
  handles(layer(frame.svg, 'handles'), policyHandles(frame, layout, quantities, set));
}

/** r at a, from its logarithm. */
const ratioAt = ({ ratio, before }: Quantities, action: number): number => {
  const z = (action - before.mean) / before.sigma;
  return Math.exp(logProduct(ratio, 1, z, z * z));
};

function drawRatio({ svg, u, em }: Frame, { a, r, left, right, narrow }: Layout, quantities: Quantities): void {
  const { trajectories, before } = quantities;
  const [floor, ceiling] = r.range() as [number, number];
  const curve = range(201).map((i): Point => {
    const action = -A_END + (2 * A_END * i) / 200;
    return [a(action), r(Math.max(1e-30, Math.min(1e30, ratioAt(quantities, action))))];
  });
  const seen: Dot[] = [];
  for (let i = 0; i < BATCH; i++) {
    const action = before.mean + before.sigma * trajectories.sums[at(i, 1)]!;
    const y = r(ratioAt(quantities, action));
    if (Math.abs(action) < A_END && y > ceiling && y < floor)
      seen.push({ x: a(action), y, r: 2.2 * u, class: 'f-old', style: 'opacity:.75' });
  }
  segments(layer(svg, 'one'), [{ x1: left, y1: r(1), x2: right, y2: r(1), class: 'hair' }]);
  paths(layer(svg, 'ratio'), [
    { d: clipLine(curve, ceiling, floor).map(pathOf).join(''), class: 'data s-ink', style: `stroke-width:${1.5 * u}` },
  ]);
  dots(layer(svg, 'first-actions'), seen);
  axisY(layer(svg, 'ratio-axis'), r, left - 6 * u, {
    ticks: [1 / RATIO_END, 1, RATIO_END],
    format: shortest,
    line: [floor, ceiling],
  });
  labels(layer(svg, 'ratio-words'), [
    {
      x: left,
      y: em,
      text: narrow ? '*r* = *π*_{new}/*π*_{old}' : 'ratio *r* = *π*_{new}(*a*)/*π*_{old}(*a*)',
      class: 'lbl',
    },
  ]);
}

function drawDensities(
  { svg, u, em }: Frame,
  { a, p, left, right, narrow }: Layout,
  { before, after }: Quantities,
): void {
  const outline = (policy: Quantities['before']) =>
    range(201).map((i): Point => {
      const action = -A_END + (2 * A_END * i) / 200;
      return [a(action), p(density(policy, action))];
    });
  const old = outline(before);
  paths(layer(svg, 'densities'), [
    { d: `${pathOf([[left, p(0)], ...old, [right, p(0)]])}Z`, class: 'w-old' },
    { d: pathOf(old), class: 'data s-old' },
    { d: pathOf(outline(after)), class: 'data s-new' },
  ]);
  segments(layer(svg, 'ground'), [
    { x1: left, y1: p(0), x2: right, y2: p(0), class: 'ax' },
    {
      x1: a(before.mean),
      y1: p(0),
      x2: a(before.mean),
      y2: p(density(before, before.mean)),
      class: 'thin s-old',
      style: 'opacity:.5',
    },
  ]);
  const name = (policy: Quantities['before'], tone: 'old' | 'new', side: 1 | -1): Label => {
    const symbol = `*π*_{${tone}}`;
    return {
      x: a(policy.mean + side * 1.25 * policy.sigma) + side * 8 * u,
      y: p(density(policy, policy.mean + 1.25 * policy.sigma)) - em * 0.3,
      text: narrow ? symbol : `${symbol}: ${fixed(policy.mean)}, ${fixed(policy.sigma)}`,
      anchor: side > 0 ? 'start' : 'end',
      class: `halo t-${tone}`,
    };
  };
  // each on its own side
  const side = after.mean >= before.mean ? 1 : -1;
  labels(layer(svg, 'names'), [name(before, 'old', side > 0 ? -1 : 1), name(after, 'new', side)]);
}

/** One dot a batch; the first batch, whose trajectories are drawn on the right, stands out. */
function drawEstimates(
  { svg, u, em }: Frame,
  layout: Layout,
  { ordinary, weighted, ordinaryError, weightedError, after }: Quantities,
): void {
  const { a, p, ordinaryRow, weightedRow, foot, left, right, narrow } = layout;
  const rows = [
    { name: 'ordinary', estimates: ordinary, error: ordinaryError, y: ordinaryRow },
    { name: 'weighted', estimates: weighted, error: weightedError, y: weightedRow },
  ];
  const marks: Dot[] = [];
  const words: Label[] = [];
  for (const { name, estimates, error, y } of rows) {
    const inside = Array.from(estimates, (value, i) => ({ value, i })).filter(({ value }) => Math.abs(value) <= A_END);
    for (const { value, i } of inside)
      marks.push({
        x: a(value),
        y: y + em * 0.85 * (((i * 0.618034) % 1) * 2 - 1),
        r: (i === 0 ? 4 : 2.4) * u,
        class: 'f-ink',
        style: i === 0 ? '' : 'opacity:.4',
      });
    words.push(
      { x: left, y: y + em * 0.35, text: name, class: 'lbl halo' },
      {
        x: right,
        y: y + em * 0.35,
        text: `${narrow ? '±' : 'off by'} ${error < 1000 ? fixed(error) : byMagnitude(error)}`,
        anchor: 'end',
        class: 'halo t-ink',
      },
    );
    const beyond = estimates.length - inside.length;
    if (beyond > 0)
      words.push({ x: right, y: y + em * 1.5, text: `${thousands(beyond)} beyond →`, anchor: 'end', class: 'halo' });
  }
  segments(layer(svg, 'truth'), [
    {
      x1: a(after.mean),
      y1: p(density(after, after.mean)),
      x2: a(after.mean),
      y2: foot,
      class: 'thin s-new',
      style: `stroke-width:${1.5 * u}`,
    },
  ]);
  dots(layer(svg, 'estimates'), marks);
  axisX(layer(svg, 'axis'), a, foot, {
    ticks: range(-4, 4, narrow ? 4 : 2),
    format: (tick) => fixed(tick, 0),
    line: [left, right],
  });
  labels(layer(svg, 'estimate-words'), [
    ...words,
    {
      x: left,
      y: p(0) + em * 1.4,
      text: narrow ? 'mean action, from 40 batches' : 'mean action under *π*_{new}, as 40 batches estimate it',
      class: 'lbl halo',
    },
    { x: right, y: foot + em * 1.05 + 4 * u, text: '*a*', anchor: 'end', class: 'lbl halo' },
  ]);
}

function drawReading(frame: Frame, { a, r, p, right, narrow }: Layout, quantities: Quantities, reader: Reader): void {
  const { before, after } = quantities;
  const [floor, ceiling] = r.range() as [number, number];
  readAlong(frame, {
    reader,
    label: 'Action to read the figure at',
    x: a,
    top: ceiling,
    bottom: p(0),
    start: before.mean,
    next: (action, by) => action + by * 0.05,
    read(action) {
      const ratio = ratioAt(quantities, action);
      const y = r(Math.max(1e-30, Math.min(1e30, ratio)));
      return {
        dots: [
          ...(y >= ceiling && y <= floor ? [{ x: a(action), y, r: 3 * frame.u, class: 'f-ink' }] : []),
          { x: a(action), y: p(density(before, action)), r: 3 * frame.u, class: 'f-old' },
          { x: a(action), y: p(density(after, action)), r: 3 * frame.u, class: 'f-new' },
        ],
        words: `${narrow ? '' : '*a* '}${fixed(action)}: *r* ${byMagnitude(ratio)}`,
      };
    },
    place: { x: right, y: frame.em, anchor: 'end' },
  });
}

function policyHandles({ u }: Frame, { a, p }: Layout, { before, after, state }: Quantities, set: Change): Handle[] {
  const grip = (name: string, tone: 'old' | 'new', value: number, min: number, max: number) => ({
    fill: `f-${tone}`,
    grip: 'x' as const,
    label: `${name} of the ${tone} policy`,
    value,
    min,
    max,
    valueText: fixed(value),
  });
  const mean = (tone: 'old' | 'new', x: number, y: number): Handle => {
    const key = tone === 'new' ? 'muNew' : 'muOld';
    const to = (value: number) => set({ [key]: snap(value, 0.05, -2, 2) });
    return {
      ...grip('mean', tone, state[key], -2, 2),
      x,
      y,
      onDrag: (px) => to(a.invert(px)),
      onStep: (dx, dy) => to(state[key] + (dx || dy) * 0.05),
      onEnd: (side) => to(2 * side),
    };
  };
  const spread = (tone: 'old' | 'new', side: 1 | -1): Handle => {
    const [key, policy] = tone === 'new' ? (['sigmaNew', after] as const) : (['sigmaOld', before] as const);
    const to = (value: number) => set({ [key]: snap(value, 0.05, 0.4, 2) });
    return {
      ...grip('spread', tone, state[key], 0.4, 2),
      radius: 5 * u,
      x: a(policy.mean + side * policy.sigma),
      y: p(density(policy, policy.mean + policy.sigma)),
      onDrag: (px) => to(side * (a.invert(px) - policy.mean)),
      onStep: (dx, dy) => to(state[key] + (side * dx || dy) * 0.05),
      onEnd: (end) => to(end < 0 ? 0.4 : 2),
    };
  };
  return [
    mean('new', a(after.mean), p(density(after, after.mean))),
    spread('new', 1),
    // at the foot, where the new policy's handles never stand
    mean('old', a(before.mean), p(0)),
    spread('old', -1),
  ];
}
