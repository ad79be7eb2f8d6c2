import { scaleLinear } from 'd3';
import { axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { shortest } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { BatchLearnerId } from '../../engine/algorithms/index.ts';
import { drawNames, type Named } from './draw-names.ts';
import type { Area } from './layout.ts';
import type { Estimate, Tried } from './tried.ts';

/**
 * Mean return of each policy, two standard errors up and down, against π_old's. The axis has no numbers before π_old has
 * played. Returns where the means lie.
 */
export function drawReturns(
  frame: Frame,
  area: Area,
  {
    tried,
    before,
    lit,
  }: { readonly tried: readonly Tried[]; readonly before: Estimate | null; readonly lit: BatchLearnerId },
): readonly Named[] {
  const { svg, u, em } = frame;
  const { left, right, top, foot } = area;
  const all = before ? [before, ...tried.map(({ earned }) => earned)] : [{ mean: 0, error: 1 }];
  const y = scaleLinear(
    [
      Math.min(...all.map(({ mean, error }) => mean - 2 * error)),
      Math.max(...all.map(({ mean, error }) => mean + 2 * error)),
    ],
    [foot, top],
  ).nice(4);
  const slot = (right - left) / (tried.length + 1);
  axisY(layer(svg, 'axis-return'), y, left, {
    ticks: !before ? [] : chooseTicks(...(y.domain() as [number, number]), foot - top, em * 2.4),
    format: shortest,
    line: [foot, top],
  });
  const level = before ? [y(before.mean)] : [];
  segments(
    layer(svg, 'before'),
    level.map((at) => ({ x1: left, y1: at, x2: right, y2: at, class: 'thin s-old' })),
  );
  labels(
    layer(svg, 'before-return'),
    level.map((at) => ({ x: left + 4 * u, y: at - em * 0.4, text: '*π*_{old}', class: 't-old halo' })),
  );
  const means = tried.map(({ algo, earned }, i) => ({ algo, x: left + slot * (i + 1), y: y(earned.mean) }));
  drawNames(frame, 'returns', area, means, lit);
  segments(
    layer(svg, 'spread'),
    tried.map(({ algo, earned }, i) => ({
      x1: means[i]!.x,
      y1: y(earned.mean - 2 * earned.error),
      x2: means[i]!.x,
      y2: y(earned.mean + 2 * earned.error),
      class: 'thin',
      style: `stroke:var(--alg-${algo})`,
    })),
  );
  dots(
    layer(svg, 'means'),
    means.map((at) => ({
      ...at,
      r: (at.algo === lit ? 6 : 4.5) * u,
      class: '',
      style: `fill:var(--alg-${at.algo});${at.algo === lit ? `stroke:var(--ink);stroke-width:${1.25 * u}` : ''}`,
    })),
  );
  labels(layer(svg, 'returns-words'), [
    { x: left, y: top - em * 0.8, text: 'return of 100 fresh episodes', class: 't-ink halo' },
  ]);
  return means;
}
