import type { Frame } from '../../charts/figure.ts';
import { fixed, thousands, UNKNOWN } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import { drawReadouts, drawScene } from './draw-scene.ts';
import type { Drive } from './drive.ts';

export interface DrivenInput {
  readonly environment: Environment;
  readonly drive: Drive;
  /** Mean return of the policy's latest training episodes; null before the first. */
  readonly agent: number | null;
}

/** The environment in your hands, and your return beside the policy's. */
export function drawDriven(frame: Frame, { environment, drive, agent }: DrivenInput): void {
  const write = returnWriter(environment);
  const message = drive.ended
    ? 'Ended. An arrow key begins the next one.'
    : drive.isWaiting
      ? 'An arrow key begins.'
      : '';
  const { column, readouts } = drawScene(frame, environment, drive, message);
  const { em, u } = column;
  // a narrow column keeps the numbers
  const narrow = column.width < 110 * u;
  const size = `font-size:${em * (narrow ? 1.3 : 1.8)}px`;
  const best = drive.returns.length > 0 ? write(Math.max(...drive.returns)) : UNKNOWN;
  labels(layer(frame.svg, 'scores'), [
    { x: column.x, y: em * 1.6, text: 'you', class: 't-ink' },
    {
      x: column.x + column.width,
      y: em * 1.8,
      text: write(drive.episodeReturn),
      anchor: 'end',
      class: 't-ink strong',
      style: size,
    },
    { x: column.x, y: em * 3.6, text: narrow ? 'policy' : 'the policy', class: 't-new' },
    {
      x: column.x + column.width,
      y: em * 3.8,
      text: agent === null ? UNKNOWN : write(agent),
      anchor: 'end',
      class: 't-new strong',
      style: size,
    },
  ]);
  const step = { label: 'step', value: `${thousands(drive.steps)} of ${environment.maxEpisodeSteps}` };
  const rows = [{ label: 'your best', value: best }, { label: 'episodes', value: String(drive.returns.length) }, step];
  drawReadouts(frame, column, [...rows, ...readouts], em * 6);
}

/** Returns in as many decimals as tell them apart. */
export function returnWriter({ returnRange: [low, high] }: Environment): (value: number) => string {
  const decimals = high - low >= 100 ? 0 : high - low >= 10 ? 1 : 2;
  return (value) => fixed(value, decimals);
}
