import { bars } from '../../charts/bars.ts';
import type { Frame } from '../../charts/figure.ts';
import { layer } from '../../charts/layer.ts';
import type { CurveView } from './view.ts';

/** The stretch under a drag: it will fill the axis. */
export function drawZoom({ svg }: Frame, { touch, left, right, top, bottom }: CurveView): void {
  const ends = touch.brush?.map((x) => Math.max(left, Math.min(right, x)));
  const [from, to] = ends ? [Math.min(...ends), Math.max(...ends)] : [0, 0];
  bars(
    layer(svg, 'brush'),
    ends ? [{ x: from, y: top, width: to - from, height: bottom - top, class: 'w-old s-none' }] : [],
  );
}
