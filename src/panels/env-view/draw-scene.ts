import { scaleLinear } from 'd3';
import { axisX } from '../../charts/axis.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import { project, sceneLabels, scenePaths } from './scene-paths.ts';
import type { ActingCopy } from './stage.ts';

/** What is left beside the scene for words and numbers, in px. */
export interface SideColumn {
  readonly x: number;
  readonly width: number;
  readonly u: number;
  readonly em: number;
  /** Rows close up, so that more of them find room. */
  readonly isLow: boolean;
}

export interface Readout {
  readonly label: string;
  readonly value: string;
}

/**
 * One copy with its axis and annotations, and a sentence across it where there is something to say.
 * @returns the column at its right, and what the scene itself would have read out there
 */
export function drawScene(
  { svg, width, height, u, em }: Frame,
  environment: Environment,
  copy: ActingCopy,
  message: string,
): { readonly column: SideColumn; readonly readouts: readonly Readout[] } {
  const scene = environment.scene(copy.state, copy.action, 'large');
  const side = (width < 420 * u ? 96 : 132) * u;
  const left = 2 * u;
  const right = width - side - 26 * u;
  const foot = scene.axis ? 12 * u + em : 6 * u;
  const box = { x: left, y: 8 * u, width: right - left, height: height - foot - 8 * u };
  const to = project(scene, box);

  const axis = layer(svg, 'axis');
  if (scene.axis) {
    const [low, high] = scene.x;
    const line = [Math.min(...scene.axis.ticks), Math.max(...scene.axis.ticks)].map(to.x) as [number, number];
    axisX(axis, scaleLinear([low, high], [to.x(low), to.x(high)]), to.y(scene.axis.y), {
      ticks: scene.axis.ticks,
      format: (tick) => fixed(tick, Number.isInteger(tick) ? 0 : 1),
      line: [Math.max(left, Math.min(line[0], to.x(low))), Math.min(right, Math.max(line[1], to.x(high)))],
    });
  } else axis.replaceChildren();

  paths(layer(svg, 'scene'), scenePaths(scene, to, { u, large: true, ended: copy.ended }));
  labels(layer(svg, 'words'), [
    ...sceneLabels(scene, to),
    { x: (left + right) / 2, y: box.y + em * 2.4, text: message, anchor: 'middle', class: 'halo t-ink' },
  ]);
  return {
    column: { x: right + 26 * u, width: side - 4 * u, u, em, isLow: height < em * 13.5 },
    readouts: scene.readouts,
  };
}

/** Names at the left of the column, values at its right, from a baseline downwards as far as there is room. */
export function drawReadouts(
  { svg, height, u }: Frame,
  { x, width, em, isLow }: SideColumn,
  rows: readonly Readout[],
  first: number,
): void {
  const pitch = em * (isLow ? 1.25 : 1.45);
  labels(
    layer(svg, 'readouts'),
    rows.flatMap(({ label, value }, i) => {
      const y = first + i * pitch;
      if (y > height - 2 * u) return [];
      return [
        { x, y, text: label },
        { x: x + width, y, text: value, anchor: 'end' as const, class: 'lbl' },
      ];
    }),
  );
}
