import type { Frame } from '../../charts/figure.ts';
import { UNKNOWN } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { StageFrame } from '../../worker/messages.ts';
import { project, scenePaths } from './scene-paths.ts';
import { copyOf, restingCopy, SMALL_COPIES } from './stage.ts';

const COLUMNS = 8;

/** The same policy in sixteen environments, each with the steps of its episode so far. */
export function drawMany(
  { svg, width, height, u, em }: Frame,
  environment: Environment,
  stage: StageFrame | null,
): void {
  const gap = 12 * u;
  const cellWidth = (width - gap * (COLUMNS - 1)) / COLUMNS;
  const rowHeight = Math.min((height / SMALL_COPIES) * COLUMNS, 66 * u);
  const roomy = cellWidth + gap > 40 * u;
  const resting = restingCopy(environment);
  const cells = Array.from({ length: SMALL_COPIES }, (_, i) => {
    const acting = stage && i + 1 < stage.copies;
    const copy = acting ? copyOf(environment, stage, i + 1) : resting;
    const x = (i % COLUMNS) * (cellWidth + gap);
    const y = Math.floor(i / COLUMNS) * rowHeight;
    return { copy, acting, x, y };
  });
  paths(
    layer(svg, 'scenes'),
    cells.flatMap(({ copy, acting, x, y }) => {
      const scene = environment.scene(copy.state, copy.action, 'small');
      const box = { x, y, width: cellWidth, height: rowHeight - em - 10 * u };
      return scenePaths(scene, project(scene, box), { u, large: false, ended: copy.ended || !acting });
    }),
  );
  labels(
    layer(svg, 'steps'),
    cells.map(({ copy, acting, x, y }) => ({
      x: x + cellWidth / 2,
      y: y + rowHeight - 7 * u,
      text: !acting ? UNKNOWN : copy.ended && roomy ? `ended ${copy.steps}` : String(copy.steps),
      anchor: 'middle' as const,
      ...(copy.ended && { class: 't-ink' }),
    })),
  );
}
