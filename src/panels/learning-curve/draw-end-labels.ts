import type { Frame } from '../../charts/figure.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { segments } from '../../charts/segments.ts';
import type { CurveView } from './view.ts';

interface EndLabel {
  readonly x: number;
  /** Where its line ends, in px. */
  readonly y: number;
  readonly text: string;
  readonly class: string;
  readonly style?: string;
}

/**
 * Names the lines where they end, kept apart; the threshold's name stands at the end of its own line, or where the others
 * push it away, at the end of a leader.
 */
export function drawEndLabels({ svg, u, em }: Frame, view: CurveView): void {
  const { log, environment, narrow, write, returnY, top, bottom, right, namesX: x, namesApart: apart } = view;
  const ends: EndLabel[] = [];
  const episode = log.episodes.at(-1);
  const inRunColour = { class: 'halo', style: `fill:var(--alg-${view.algo}-text)` };
  const evaluation = log.iterations.findLast((record) => record.evaluation)?.evaluation;
  if (evaluation)
    ends.push({
      x,
      y: returnY(evaluation.mean),
      text: narrow ? `greedy ${write(evaluation.mean)}` : `evaluation ${write(evaluation.mean)}`,
      class: 't-ink halo',
    });
  if (episode) {
    const count = Math.min(25, log.episodes.length);
    const words = narrow ? `mean ${write(episode.mean25)}` : `mean of ${count}: ${write(episode.mean25)}`;
    ends.push({ x, y: returnY(episode.mean25), text: words, ...inRunColour });
    // the dots are named below their mean, where most of them lie, as long as there is room
    const below = returnY(episode.mean25) + em * 2.9;
    const y = below < bottom - em ? below : returnY(episode.mean25) - em * 2.9;
    ends.push({ x, y, text: narrow ? 'episodes' : 'one dot, one episode', ...inRunColour });
  }
  ends.push({
    x: right + 6 * u,
    y: returnY(environment.successThreshold),
    text: `solved: ${write(environment.successThreshold)}`,
    class: 'halo',
  });
  const crowds = apart ? [ends.slice(0, -1), ends.slice(-1)] : [ends];
  const placed = crowds.flatMap((crowd) => {
    const places = placeLabels(
      crowd.map(({ y }) => y),
      em * 1.3,
      [top, bottom],
    );
    return crowd.map((label, i): Label => ({ ...label, x: apart ? label.x : x, y: places[i]! + em * 0.35 }));
  });
  labels(layer(svg, 'ends'), placed);
  const threshold = returnY(environment.successThreshold);
  const y2 = placed.at(-1)!.y - em * 0.35;
  segments(layer(svg, 'leader'), apart ? [] : [{ x1: x - 14 * u, y1: threshold, x2: x - 4 * u, y2, class: 'hair' }]);
}
