import { scaleLinear } from 'd3';
import { axisX } from '../../charts/axis.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, thousands } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { StageFrame } from '../../worker/messages.ts';
import { drawPolicy } from './draw-policy.ts';
import { project, sceneLabels, scenePaths } from './scene-paths.ts';
import { copyOf, restingCopy } from './stage.ts';

export interface LargeInput {
  readonly environment: Environment;
  /** Null before anything acts. */
  readonly stage: StageFrame | null;
  readonly lookingBackAt: number | null;
}

/** One copy with its axis and annotations, and beside it the policy in this very state. */
export function drawLarge(frame: Frame, { environment, stage, lookingBackAt }: LargeInput): void {
  const { svg, width, height, u, em } = frame;
  const copy = stage ? copyOf(environment, stage, 0) : restingCopy(environment);
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
    {
      x: (left + right) / 2,
      y: box.y + em * 2.4,
      text: stage ? '' : 'Press play: the policy acts here.',
      anchor: 'middle',
      class: 'halo',
    },
  ]);

  const column = { x: right + 26 * u, width: side - 4 * u, u, em };
  const policyFoot = drawPolicy(layer(svg, 'policy'), column, environment, copy.action, stage?.policy ?? null);
  const readouts = [
    ...scene.readouts,
    copy.ended
      ? { label: 'ended at', value: thousands(copy.steps) }
      : { label: 'step', value: `${copy.steps} of ${environment.maxEpisodeSteps}` },
    ...(lookingBackAt === null ? [] : [{ label: 'from iteration', value: thousands(lookingBackAt) }]),
  ];
  labels(
    layer(svg, 'readouts'),
    readouts.flatMap(({ label, value }, i) => {
      const y = policyFoot + i * em * 1.45;
      if (y > height - 2 * u) return [];
      return [
        { x: column.x, y, text: label },
        { x: column.x + column.width, y, text: value, anchor: 'end' as const, class: 'lbl' },
      ];
    }),
  );
}
