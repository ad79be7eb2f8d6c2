import type { Frame } from '../../charts/figure.ts';
import { fixed, UNKNOWN } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { StageFrame } from '../../worker/messages.ts';
import { project, scenePaths } from './scene-paths.ts';
import { copyOf, restingCopy, SMALL_COPIES } from './stage.ts';

/** The same policy in sixteen environments (eight where there is no room for more), each with the steps of its episode so far; with its return where one step is all. */
export function drawMany(
  { svg, width, height, u, em }: Frame,
  environment: Environment,
  stage: StageFrame | null,
  columns: 4 | 8,
): void {
  const gap = 12 * u;
  const cellWidth = (width - gap * (columns - 1)) / columns;
  // alone they have all the room; below a large one they are a strip
  const tallest = columns === 8 ? 66 * u : Number.POSITIVE_INFINITY;
  const least = em + 24 * u;
  // where two rows would be too low to be made out there is one
  const copies = columns === 8 && height / 2 < least ? columns : SMALL_COPIES;
  const rowHeight = Math.min((height / copies) * columns, tallest);
  // as much of "ended 500" as fits beside its like
  const room = (cellWidth + gap) / em;
  const word = room > 5.6 ? 'ended ' : room > 4.4 ? 'end ' : '';
  const brief = environment.maxEpisodeSteps === 1;
  const resting = restingCopy(environment);
  const cells = Array.from({ length: copies }, (_, i) => {
    const acting = stage && i + 1 < stage.copies;
    const copy = acting ? copyOf(environment, stage, i + 1) : resting;
    const x = (i % columns) * (cellWidth + gap);
    const y = Math.floor(i / columns) * rowHeight;
    const steps = copy.ended ? `${word}${copy.steps}` : String(copy.steps);
    const text = !acting ? UNKNOWN : brief ? (copy.ended ? fixed(stage.returns[i + 1] ?? 0) : UNKNOWN) : steps;
    return { copy, acting, text, x, y };
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
    cells.map(({ copy, text, x, y }) => ({
      x: x + cellWidth / 2,
      y: y + rowHeight - 7 * u,
      text,
      anchor: 'middle' as const,
      // without its word the number is set in bold, so that an end shows in grey print too
      ...(copy.ended && !brief && { class: word ? 't-ink' : 'strong' }),
    })),
  );
}
