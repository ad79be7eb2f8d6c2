import type { Frame } from '../../charts/figure.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import { type Beyond, beyond } from './beyond.ts';
import { hue, wordHue } from './marks.ts';
import { type CurveView, inSight } from './view.ts';

/** Returns that leave the axis are cut visibly: a tip where they leave it, and the farthest in words. */
export function drawBeyond({ svg, u, em }: Frame, view: CurveView): void {
  const { log, environment, algo, left, right, top, bottom, episodeX, write } = view;
  const seen = view.zoomed ? log.episodes.filter((episode) => inSight(view, episodeX(episode))) : log.episodes;
  const below = beyond(seen, environment.returnRange[0], -1, episodeX, 5 * u);
  const above = beyond(seen, environment.returnRange[1], 1, episodeX, 5 * u);
  const tip = (x: number, way: 1 | -1) => {
    const y = way > 0 ? top : bottom;
    return `M${(x - 2.5 * u).toFixed(1)} ${y}h${5 * u}l${-2.5 * u} ${-way * 4.5 * u}Z`;
  };
  const d = [...below.places.map((x) => tip(x, -1)), ...above.places.map((x) => tip(x, 1))].join('');
  paths(layer(svg, 'beyond'), [{ d, class: '', style: `fill:${hue(algo)}` }]);

  const words = ({ farthest }: Beyond, way: 1 | -1): Label[] => {
    if (!farthest) return [];
    const x = episodeX(farthest);
    const leftward = x > (left + right) / 2;
    return [
      {
        x: x + (leftward ? -6 : 6) * u,
        y: way > 0 ? top + em * 1.2 : bottom - em * 0.5,
        text: `${way > 0 ? '↑' : '↓'} ${write(farthest.return)}`,
        class: 'halo',
        style: `fill:${wordHue(algo)}`,
        anchor: leftward ? 'end' : 'start',
      },
    ];
  };
  labels(layer(svg, 'beyond'), [...words(below, -1), ...words(above, 1)]);
}
