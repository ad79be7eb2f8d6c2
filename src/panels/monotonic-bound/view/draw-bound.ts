import { range } from 'd3';
import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import { dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { chooseTicks } from '../../../charts/ticks.ts';
import { minoriser } from '../../../exact/monotonic-bound.ts';
import { snap } from '../../snap.ts';
import type { Bound, BoundState } from '../quantities.ts';
import { AXIS, STARTS } from '../spec.ts';
import { curve, curvesOf, pointsAround } from './curves.ts';
import { drawReading, type Touch } from './draw-reading.ts';
import { drawSteps } from './draw-steps.ts';
import { layoutOf, PLACES } from './layout.ts';
import { namesOf } from './names.ts';

type Change = (change: Partial<BoundState>) => void;
const STEP = 0.05;

/** U over the whole axis, with L and the bound that touch it at θ_old, and the bounds that led there. */
export function drawBound(frame: Frame, bound: Bound, touch: Touch, set: Change): void {
  const { svg, u, em } = frame;
  const { worth, old, next, trail } = bound;
  const layout = layoutOf(frame, bound);
  const { x, y, left, right, foot, bottom, room, narrow } = layout;
  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: narrow ? [-4, -2, 0, 2, 4] : range(-4, 5), line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: chooseTicks(0, layout.most, room.height, em * 4),
    line: [foot, room.y],
  });

  const around = pointsAround(bound, AXIS);
  const before = trail.slice(0, -1).slice(-SHOWN);
  paths(
    clippedLayer(svg, 'before', room),
    before.map((at, i) => ({
      d: pathOf(curve(x, y, minoriser(bound.line, at).bound, near(at, bound))),
      class: 'thin s-kl',
      style: `opacity:${(0.15 + (0.4 * (i + 1)) / SHOWN).toFixed(2)}`,
    })),
  );
  const clipped = clippedLayer(svg, 'curves', room);
  paths(clipped, curvesOf(x, y, bound, around, PLACES, u));
  segments(layer(svg, 'leaders'), [
    { x1: left, y1: foot, x2: right, y2: foot, class: 'gr' },
    { x1: x(old.at), y1: y(old.value), x2: x(old.at), y2: bottom, class: 'thin s-old', style: 'opacity:.55' },
  ]);
  dots(layer(svg, 'trail'), [
    ...trail.slice(0, -1).map((at) => ({ x: x(at), y: y(worth(at)), r: 2.5 * u, class: 'f-old', style: 'opacity:.7' })),
    { x: x(next), y: y(worth(next)), r: 4.5 * u, class: 'f-paper s-new', style: `stroke-width:${1.5 * u}` },
  ]);
  drawSteps(svg, layout, bound);
  labels(layer(svg, 'words'), namesOf(layout, bound));
  drawReading(frame, layout, bound, touch);
  handles(layer(svg, 'handle'), [
    {
      x: x(Math.max(AXIS[0], Math.min(AXIS[1], old.at))),
      y: y(old.value),
      fill: 'f-old',
      grip: 'x',
      label: 'old policy theta',
      value: Number(old.at.toFixed(3)),
      min: STARTS[0],
      max: STARTS[1],
      valueText: `${fixed(old.at, 3)}, U ${fixed(old.value, 3)}`,
      onDrag: (px) => set({ theta: snap(x.invert(px), STEP, ...STARTS), improvements: 0 }),
      onStep: (dx, dy) => set({ theta: snap(old.at + (dx || dy) * 2 * STEP, STEP, ...STARTS), improvements: 0 }),
      onEnd: (side) => set({ theta: STARTS[side < 0 ? 0 : 1], improvements: 0 }),
    },
  ]);
}

/** Bounds of earlier improvements that stay in sight. */
const SHOWN = 6;

/** How far from where it touches an earlier bound is drawn: a few of its steps. */
const near = (at: number, { old, next }: Bound): readonly [number, number] => {
  const reach = Math.max(0.4, 3 * Math.abs(next - old.at));
  return [at - reach, at + reach];
};
