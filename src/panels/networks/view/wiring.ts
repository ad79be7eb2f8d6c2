import type { Path } from '../../../charts/paths.ts';
import { layerRanges, type Widths } from '../../../exact/small-networks.ts';

/** Where the units of a network stand, layer after layer, inputs first; in px. */
export type Units = readonly (readonly (readonly [x: number, y: number])[])[];

/** One gradient that comes down a network's wires. */
export interface Stream {
  /** In the network's θ. */
  readonly gradient: Float64Array;
  readonly factor: number;
  readonly colour: 'new' | 'ink';
  /** Sideways from the wire, in px, so that two streams share it. */
  readonly shift: number;
}

/** Widest stroke, in units: beyond it a gradient is drawn no wider. */
const WIDEST = 6;
/** Thinner than this is not worth a node. */
const THINNEST = 0.12;

/** A line for every weight, as wide as the gradient there is large. @param scale units of width for a gradient of 1 */
export function streamPaths(widths: Widths, units: Units, stream: Stream, scale: number, u: number): Path[] {
  const { gradient, factor, colour, shift } = stream;
  const ranges = layerRanges(widths);
  return ranges.flatMap(([from], layer) =>
    units[layer + 1]!.flatMap(([x2, y2], j) =>
      units[layer]!.map(([x1, y1], i): Path => {
        const size = Math.abs(gradient[from + j * units[layer]!.length + i]! * factor * scale);
        const width = Math.min(WIDEST, size);
        return {
          d: width < THINNEST ? '' : line(x1 + shift, y1, x2 + shift, y2),
          class: `thin s-${colour}`,
          style: `stroke-width:${(width * u).toFixed(2)};opacity:.8`,
        };
      }),
    ),
  );
}

/** Every wire as one thin path. */
export function wires(units: Units): string {
  return units
    .slice(1)
    .flatMap((above, layer) => above.flatMap(([x2, y2]) => units[layer]!.map(([x1, y1]) => line(x1, y1, x2, y2))))
    .join('');
}

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`;

/** `count` units side by side around `centre`. */
export const row = (centre: number, y: number, count: number, gap: number): (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => [centre + (i - (count - 1) / 2) * gap, y] as const);
