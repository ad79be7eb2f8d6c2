import { range } from 'd3';
import type { Point } from '../../../charts/decimate.ts';
import type { Frame } from '../../../charts/figure.ts';
import { byMagnitude, fixed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { density } from '../../../exact/gaussian.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import type { Quantities } from '../quantities.ts';
import { drawEstimates } from './draw-estimates.ts';
import { drawRatio, ratioAt } from './draw-ratio.ts';
import { A_END, type Layout, layoutOf } from './layout.ts';
import { type Change, policyHandles } from './policy-handles.ts';

/** Both policies with the ratio of the two above them, and below them what every batch makes of its weights. */
export function drawPolicies(frame: Frame, quantities: Quantities, set: Change, reader: Reader): void {
  const layout = layoutOf(frame, quantities);
  drawRatio(frame, layout, quantities);
  drawDensities(frame, layout, quantities);
  drawEstimates(frame, layout, quantities);
  drawReading(frame, layout, quantities, reader);
  handles(layer(frame.svg, 'handles'), policyHandles(frame, layout, quantities, set));
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
