import { dots } from '../../../charts/dots.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { segments } from '../../../charts/segments.ts';
import type { Cliff } from '../findings.ts';
import { sayReturn } from '../words.ts';
import type { Layout } from './layout.ts';

const hue = ({ contender }: Cliff): string => `var(--alg-${contender.algo})`;
const wordHue = ({ contender }: Cliff): string => `var(--alg-${contender.algo}-text)`;

/** A hollow dot an evaluated run, a cross one that diverged, and a line through the medians, named at its end. */
export function drawCliffs(svg: SVGSVGElement, layout: Layout, cliffs: readonly Cliff[], read: number): void {
  const { x, y, u, em, right, top, bottom, aside, narrow, left } = layout;
  const shift = (which: number) => (which - (cliffs.length - 1) / 2) * aside;
  const known = cliffs.map((cliff, which) =>
    cliff.points.flatMap(({ stepSize, median }): [number, number][] =>
      median === null ? [] : [[x(stepSize) + shift(which), y(median)]],
    ),
  );
  segments(layer(svg, 'leader'), [{ x1: x(read), y1: top, x2: x(read), y2: bottom, class: 'hair' }]);
  paths(
    layer(svg, 'medians'),
    cliffs.map((cliff, which) => ({ d: pathOf(known[which]!), class: 'data', style: `stroke:${hue(cliff)}` })),
  );
  const runs = cliffs.flatMap((cliff, which) =>
    cliff.points.flatMap(({ stepSize, runs: ended }) =>
      ended.map(({ value, diverged }) => ({ px: x(stepSize) + shift(which), py: y(value), diverged, cliff })),
    ),
  );
  const r = (narrow ? 2.2 : 3.4) * u;
  dots(
    layer(svg, 'runs'),
    runs
      .filter(({ diverged }) => !diverged)
      .map(({ px, py, cliff }) => ({
        x: px,
        y: py,
        r,
        class: '',
        style: `fill:var(--paper);stroke:${hue(cliff)};stroke-width:${1.5 * u}px`,
      })),
  );
  paths(
    layer(svg, 'diverged'),
    runs
      .filter(({ diverged }) => diverged)
      .map(({ px, py, cliff }) => ({
        d: `M${px - r} ${py - r}L${px + r} ${py + r}M${px - r} ${py + r}L${px + r} ${py - r}`,
        class: 'data',
        style: `stroke:${hue(cliff)}`,
      })),
  );
  labels(layer(svg, 'names'), [
    ...names(cliffs, known, layout),
    ...readings(cliffs, layout, read),
    ...(runs.some(({ diverged }) => diverged)
      ? [{ x: left + em * 0.6, y: bottom - em * 0.6, text: '× diverged', class: 'halo' }]
      : []),
  ]);

  function names(all: readonly Cliff[], lines: typeof known, { narrow: short }: Layout): Label[] {
    const named = all.flatMap((cliff, which) => {
      const end = lines[which]!.at(-1);
      return end ? [{ cliff, at: end[1] }] : [];
    });
    const middles = placeLabels(
      named.map(({ at }) => at),
      em * 1.3,
      [top, bottom - em * 0.4],
    );
    return named.map(({ cliff }, i) => ({
      x: right + em * (short ? 0.3 : 0.7),
      y: middles[i]! + em * 0.35,
      text: cliff.contender.names[short ? 1 : 0],
      class: 'halo',
      style: `fill:${wordHue(cliff)}`,
    }));
  }
}

/** The medians at the step size that is read, beside its leader. */
function readings(cliffs: readonly Cliff[], { x, y, em, u, top, bottom, right }: Layout, read: number): Label[] {
  const found = cliffs.flatMap((cliff) => {
    const median = cliff.points.find(({ stepSize }) => stepSize === read)?.median;
    return median == null ? [] : [{ cliff, median }];
  });
  const middles = placeLabels(
    found.map(({ median }) => y(median)),
    em * 1.2,
    [top, bottom - em],
  );
  const leftwards = right - x(read) < em * 4;
  return found.map(({ cliff, median }, i) => ({
    x: x(read) + (leftwards ? -1 : 1) * (em * 0.9 + cliffs.length * 3 * u),
    y: middles[i]! + em * 0.35,
    text: sayReturn(median),
    anchor: leftwards ? ('end' as const) : ('start' as const),
    class: 'halo',
    style: `fill:${wordHue(cliff)}`,
  }));
}
