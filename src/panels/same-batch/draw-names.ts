import type { Frame } from '../../charts/figure.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { segments } from '../../charts/segments.ts';
import type { BatchLearnerId } from '../../engine/algorithms/index.ts';
import type { Area } from './layout.ts';
import { NAMES } from './tried.ts';

export interface Named {
  readonly algo: BatchLearnerId;
  readonly x: number;
  readonly y: number;
}

/** Each mark is named to the right of its plot, in the order of the marks' heights, with a leader from one to the other. */
export function drawNames(
  { svg, u, em }: Frame,
  name: string,
  { right, top, foot }: Area,
  marks: readonly Named[],
  lit: BatchLearnerId,
): void {
  const middles = placeLabels(
    marks.map(({ y }) => y),
    em * 1.15,
    [top, foot],
  );
  const at = right + 16 * u;
  segments(
    layer(svg, `${name}-leaders`),
    marks.map(({ algo, x, y }, i) => ({
      x1: x,
      y1: y,
      x2: at - 3 * u,
      y2: middles[i]!,
      class: 'hair',
      style: `stroke:var(--alg-${algo});opacity:${algo === lit ? 1 : 0.45}`,
    })),
  );
  labels(
    layer(svg, `${name}-names`),
    marks.map(({ algo }, i) => ({
      x: at,
      y: middles[i]! + em * 0.35,
      text: NAMES[algo],
      class: 'halo',
      style: `fill:var(--alg-${algo}-text);${algo === lit ? 'font-weight:600' : ''}`,
    })),
  );
}
