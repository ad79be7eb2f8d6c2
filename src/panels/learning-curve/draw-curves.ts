import { clippedLayer } from '../../charts/clip.ts';
import { decimate, type Point } from '../../charts/decimate.ts';
import { dotCloud } from '../../charts/dot-cloud.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { token } from '../../charts/tokens.ts';
import type { LoggedEpisode } from '../../state/metric-log.ts';
import { FIRST_MEAN } from '../../state/pinned-runs.ts';
import { hue, tokenOf } from './marks.ts';
import { type CurveView, episodeClock, inSight } from './view.ts';

/** Up to so many episodes each has a dot that shows by itself; beyond them it is their crowd that is seen. */
const FEW = 100;

/** Px to the left of any canvas: where a dot is not seen. */
const OUT_OF_SIGHT = -1000;

export function drawCurves({ svg, canvas, width, height, u, theme }: Frame, view: CurveView): void {
  const { log, algo, episodeX, iterationX, returnY } = view;
  const colour = hue(algo);
  if (canvas)
    dotCloud<LoggedEpisode>(
      canvas,
      {
        data: log.episodes,
        x: (episode) => {
          const x = episodeX(episode);
          return inSight(view, x) ? x : OUT_OF_SIGHT;
        },
        y: (episode) => returnY(episode.return),
        colour: token(tokenOf(algo)),
        radius: (log.episodes.length > FEW ? 1.5 : 2) * u,
        opacity: log.episodes.length > FEW ? 0.45 : 0.6,
        key: `${view.clock} ${view.environment.id} ${view.x.domain()} ${theme}`,
      },
      width,
      height,
    );
  const mean = decimate(meaningful(view), episodeX, (episode) => returnY(episode.mean25));
  const evaluations = log.iterations.flatMap((record): Point[] =>
    record.evaluation ? [[iterationX(record), returnY(record.evaluation.mean)]] : [],
  );
  paths(clippedLayer(svg, 'curves', view.room), [
    { d: pathOf(mean), class: 'data', style: `stroke:${colour}` },
    { d: pathOf(evaluations), class: 'thin s-ink dash', style: 'opacity:.7' },
  ]);
  // among curves that go on, the end of this one is where the run stands
  const end = view.company.families.length > 0 ? mean.at(-1) : undefined;
  dots(
    clippedLayer(svg, 'now', view.room),
    end ? [{ x: end[0], y: end[1], r: 3.5 * u, class: '', style: `fill:${colour}` }] : [],
  );
  // where evaluations stand closer than their marks, every so many of them keep one
  const seen = evaluations.filter(([x]) => inSight(view, x));
  const thinning = Math.ceil((seen.length * 9 * u) / (view.right - view.left));
  dots(
    clippedLayer(svg, 'evaluations', view.room),
    seen
      .filter((_, i) => (seen.length - 1 - i) % thinning === 0)
      .map(([x, y]) => ({
        x,
        y,
        r: 3 * u,
        class: 'f-paper s-ink',
        style: `stroke-width:${1.25 * u}`,
      })),
  );
}

/** Episodes whose running mean is drawn: of those that ended at the same time the last, after which it stands. */
function meaningful({ log: { episodes }, clock }: CurveView): readonly LoggedEpisode[] {
  const settled = episodes.slice(FIRST_MEAN - 1);
  return settled.filter((episode, i) => {
    const next = settled[i + 1];
    return !next || episodeClock(next, clock) !== episodeClock(episode, clock);
  });
}
