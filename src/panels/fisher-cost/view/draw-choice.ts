import { dots } from '../../../charts/dots.ts';
import { thousands } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { segments } from '../../../charts/segments.ts';
import { type Course, estimate } from '../courses.ts';
import { sayBytes, sayDuration } from '../units.ts';
import type { Layout, Quantity } from './layout.ts';
import { COLOUR, NAMES, readsAmongNames } from './names.ts';

/** A line through all courses at one n, and what each says there: hollow where it is not measured but goes by its slope. */
export function drawChoice(
  svg: SVGSVGElement,
  layout: Layout,
  courses: readonly Course[],
  quantity: Quantity,
  { chosen, read }: { readonly chosen: number; readonly read: number },
): void {
  const { x, y, u, em, narrow, right, top, bottom } = layout;
  const say = quantity === 'time' ? sayDuration : sayBytes;
  const at = x(read);
  // below their points, to the right: there the rising courses part
  const saysNames = readsAmongNames(layout, read);
  const leftwards = saysNames || right - at < em * 5.6;
  const side = { x: at + (leftwards ? -9 : 9) * u, anchor: leftwards ? ('end' as const) : ('start' as const) };
  const found = courses.flatMap((course) => {
    const one = estimate(course, read);
    return one ? [{ ...one, part: course.part }] : [];
  });
  segments(layer(svg, 'leader'), [
    { x1: x(chosen), y1: top, x2: x(chosen), y2: bottom, class: 'thin s-ink', style: 'opacity:.5' },
    { x1: at, y1: top, x2: at, y2: bottom, class: 'gr', style: read === chosen ? 'opacity:0' : '' },
  ]);
  dots(
    layer(svg, 'readings'),
    found.map(({ value, how, part }) => {
      const colour = COLOUR[part];
      const style = `stroke-width:${1.75 * u}`;
      return { x: at, y: y(value), r: 4.5 * u, class: how === 'beyond' ? `f-paper s-${colour}` : `f-${colour}`, style };
    }),
  );
  const middles = placeLabels(
    found.map(({ value }) => y(value) + (leftwards ? -0.6 : 0.6) * em),
    em * 1.25,
    [top + em * 2, bottom - em],
  );
  labels(layer(svg, 'reading-words'), [
    // on phones the top of the plot belongs to the names
    {
      ...(narrow ? { x: right, y: em, anchor: 'end' as const } : { ...side, y: top + em * 0.35 }),
      text: `*n* = ${thousands(read)}`,
      class: 'strong halo',
    },
    ...found.map(({ value, how, part }, i) => ({
      ...side,
      y: middles[i]! + em * 0.35,
      text: `${saysNames ? `${NAMES[quantity][part][1]} ` : ''}${how === 'beyond' && quantity === 'time' ? '≈ ' : ''}${say(value)}`,
      class: `halo t-${COLOUR[part]}`,
    })),
  ]);
}
