import {
  type SymbolType,
  symbol,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3';
import type { Point } from '../../charts/decimate.ts';

/** Shapes of pinned runs; a circle is an evaluation's. When all are in use, the next ones are hollow. */
const SHAPES: readonly SymbolType[] = [symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye];

/** Path data of a mark at each of those places. `size` is about its width. */
export function marksAt(mark: number, size: number, places: readonly Point[]): string {
  const shape = symbol(SHAPES[mark % SHAPES.length], size * size * 0.62)() ?? '';
  // only moves and lines carry absolute places in these shapes
  return places
    .map(([x, y]) =>
      shape.replace(
        /([ML])([-\d.e]+),([-\d.e]+)/g,
        (_, command: string, px: string, py: string) =>
          `${command}${(Number(px) + x).toFixed(1)},${(Number(py) + y).toFixed(1)}`,
      ),
    )
    .join('');
}

/** Filled, or an outline in the same colour. */
export function markStyle(mark: number, algo: string): string {
  const colour = hue(algo);
  return mark % (2 * SHAPES.length) < SHAPES.length
    ? `fill:${colour};stroke:none`
    : `fill:var(--paper);stroke:${colour};stroke-width:calc(1.25 * var(--u))`;
}

/** Algorithms without a hue of their own wear that of the one that they vary; cross-entropy, no policy gradient, is ink. */
const RELATIVES: Readonly<Record<string, string>> = { 'vpg-adaptive': 'reinforce', 'a2c-trust-region': 'a2c' };

/** The colour of an algorithm's marks, and of its words, as CSS; `tokenOf` names the first one's property. */
export const tokenOf = (algo: string): string => (algo === 'cem' ? '--ink' : `--alg-${RELATIVES[algo] ?? algo}`);
export const hue = (algo: string): string => `var(${tokenOf(algo)})`;
export const wordHue = (algo: string): string => (algo === 'cem' ? 'var(--ink)' : `var(${tokenOf(algo)}-text)`);
