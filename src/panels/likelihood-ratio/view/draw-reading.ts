import type { Frame } from '../../../charts/figure.ts';
import { fixed, signed } from '../../../charts/format.ts';
import { valueAt } from '../../../exact/piecewise.ts';
import { type Reader, readAlong } from '../../read-along.ts';
import type { Quantities } from '../quantities.ts';
import type { Layout } from './layout.ts';

/** Reads f, the score and the push of a sample at one x. */
export function drawReading(
  frame: Frame,
  layout: Layout,
  { f, score, policyAt, state }: Quantities,
  reader: Reader,
): void {
  const { x, y, p, right, narrow } = layout;
  const { u, em } = frame;
  const categorical = state.policy === 'categorical';
  const [floor, ceiling] = y.range() as [number, number];
  readAlong(frame, {
    reader,
    label: 'Sample to read the figure at',
    x,
    top: ceiling,
    bottom: p(0),
    start: categorical ? 0 : state.mean,
    next: (at, by) => at + by * (categorical ? 2 : 0.05),
    // between actions there is nothing to read
    ...(categorical && { settle: (at: number) => Math.max(-4, Math.min(4, 2 * Math.round(at / 2))) }),
    read(at) {
      const value = valueAt(f, at);
      const inside = y(value) >= ceiling && y(value) <= floor;
      const place = categorical ? `action ${at / 2 + 3}` : `*x* ${fixed(at)}`;
      return {
        dots: [
          ...(inside ? [{ x: x(at), y: y(value), r: 3 * u, class: 'f-ink' }] : []),
          { x: x(at), y: p(policyAt(at)), r: 3 * u, class: 'f-old' },
        ],
        words: `${place}: *f* ${signed(value)} · ${narrow ? '' : 'score '}${signed(score(at))} = ${signed(value * score(at))}`,
      };
    },
    place: { x: right, y: em, anchor: 'end' },
  });
}
