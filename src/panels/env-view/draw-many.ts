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
export function drawMany(frame: Frame, environment: Environment, stage: StageFrame | null, alone: boolean): void {
  const { svg, u, em } = frame;
  const resting = restingCopy(environment);
  const { columns, copies, gap, cellWidth, rowHeight } = arrangement(frame, environment, alone);
  // as much of "ended 500" as fits beside its like
  const room = (cellWidth + gap) / em;
  const word = room > 5.6 ? 'ended ' : room > 4.4 ? 'end ' : '';
  const brief = environment.maxEpisodeSteps === 1;
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
      const box = { x, y, width: cellWidth, height: rowHeight - footOf(frame) };
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

/** Below each scene, room for its number of steps, in px. */
const footOf = ({ u, em }: Frame): number => em + 10 * u;

interface Arrangement {
  readonly columns: number;
  readonly copies: number;
  readonly gap: number;
  readonly cellWidth: number;
  readonly rowHeight: number;
}

/** The one of several that shows the scenes largest: four rows alone, a strip of two rows or one below a large copy. */
function arrangement(frame: Frame, environment: Environment, alone: boolean): Arrangement {
  const { width, height, u, em } = frame;
  const of = (columns: number, rows: number, gap: number): Arrangement => {
    const tallest = alone ? Number.POSITIVE_INFINITY : 66 * u;
    return {
      columns,
      copies: columns * rows,
      gap,
      cellWidth: (width - gap * (columns - 1)) / columns,
      rowHeight: Math.min(height / rows, tallest),
    };
  };
  if (alone) return of(4, 4, 12 * u);
  // where two rows would be too low to be made out, and one too narrow for its numbers, there are eight
  const twoRows = height / 2 >= em + 24 * u ? of(8, 2, 12 * u) : of(8, 1, 12 * u);
  const oneRow = of(SMALL_COPIES, 1, 6 * u);
  const { state, action } = restingCopy(environment);
  const scene = environment.scene(state, action, 'small');
  const scale = ({ cellWidth, rowHeight }: Arrangement) =>
    project(scene, { x: 0, y: 0, width: cellWidth, height: rowHeight - footOf(frame) }).scale;
  return oneRow.cellWidth > 1.7 * em && scale(oneRow) > scale(twoRows) ? oneRow : twoRows;
}
