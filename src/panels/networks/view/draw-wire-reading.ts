import type { Frame } from '../../../charts/figure.ts';
import { signed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { segments } from '../../../charts/segments.ts';
import { layerRanges, type Widths } from '../../../exact/small-networks.ts';
import type { Stream, Units } from './wiring.ts';

/** The wire in hand, kept between redraws: its number, counted through all towers. */
export interface WireTouch {
  wire: number | null;
}

interface Wire {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** What each loss asks of this weight, in words. */
  readonly words: readonly { readonly text: string; readonly colour: 'new' | 'ink' }[];
}

/** The gradients of the one weight that is pointed at. */
export function drawWireReading(
  { svg, width, height, u, em, redraw }: Frame,
  towers: readonly { readonly widths: Widths; readonly units: Units; readonly streams: readonly Stream[] }[],
  touch: WireTouch,
): void {
  const all = towers.flatMap(({ widths, units, streams }) => wiresOf(widths, units, streams));
  const wire = touch.wire === null ? undefined : all[touch.wire];
  segments(
    layer(svg, 'wire'),
    wire ? [{ x1: wire.from[0], y1: wire.from[1], x2: wire.to[0], y2: wire.to[1], class: 'data s-euclid' }] : [],
  );
  const [x, y] = wire ? [(wire.from[0] + wire.to[0]) / 2, (wire.from[1] + wire.to[1]) / 2] : [0, 0];
  const leftwards = x > width * 0.62;
  labels(
    layer(svg, 'wire-words'),
    (wire?.words ?? []).map(({ text, colour }, i) => ({
      x: x + (leftwards ? -8 : 8) * u,
      y: y + em * (0.35 + 1.25 * (i - (wire!.words.length - 1) / 2)),
      text,
      anchor: leftwards ? 'end' : 'start',
      class: `halo t-${colour}`,
      style: 'stroke-width:calc(6 * var(--u))',
    })),
  );
  const point = (next: number | null) => {
    touch.wire = next;
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: 0,
      y: em * 7,
      width,
      height: height - em * 9,
      label: 'Gradient of one weight',
      valueText: wire ? wire.words.map(({ text }) => text.replaceAll(/[*{}_]/g, '')).join(', ') : 'none',
      onPoint: (at) => point(at && nearest(all, at, 12 * u)),
      onStep: (by) => point(((touch.wire ?? -by) + by + all.length) % all.length),
    },
  ]);
}

function wiresOf(widths: Widths, units: Units, streams: readonly Stream[]): Wire[] {
  return layerRanges(widths).flatMap(([start], layer) =>
    units[layer + 1]!.flatMap((to, j) =>
      units[layer]!.map((from, i): Wire => {
        const weight = start + j * units[layer]!.length + i;
        const words = streams.map(({ gradient, factor, colour }) => {
          const name = colour === 'new' ? '∂*L*_{π}' : '*c* ∂*L*_{V}';
          return { text: `${name} ${signed(gradient[weight]! * factor, 4)}`, colour };
        });
        return { from, to, words };
      }),
    ),
  );
}

/** The nearest wire within reach; null if none is. */
function nearest(all: readonly Wire[], [px, py]: readonly [number, number], reach: number): number | null {
  let [best, least] = [null as number | null, reach];
  all.forEach(({ from, to }, i) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const t = Math.max(0, Math.min(1, ((px - from[0]) * dx + (py - from[1]) * dy) / (dx * dx + dy * dy)));
    const distance = Math.hypot(px - from[0] - t * dx, py - from[1] - t * dy);
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}
