import { type Path, paths } from './paths.ts';
import { px } from './tokens.ts';

/** The signature of the product: a difference, drawn as in a technical drawing. Tick at the start, arrow at the end. */
export interface Dimension {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Stroke class of the line and fill class of the arrow head: `s-euclid`, `f-euclid`. */
  readonly stroke: string;
  readonly fill: string;
  /** Where the start stands against a thing already, it needs no tick of its own. */
  readonly open?: boolean;
  readonly width?: number;
}

export function dimensions(group: SVGGElement, data: readonly Dimension[]): void {
  paths(group, data.flatMap(dimensionPaths));
}

/** The paths of one dimension line, for a layer that holds other paths as well. */
export function dimensionPaths({ from, to, stroke, fill, open = false, width }: Dimension): Path[] {
  const [x1, y1] = from;
  const [x2, y2] = to;
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return [];
  const [c, s] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = Math.min(px('--fs-tick') * 0.62, length * 0.6);
  const half = head * 0.42;
  const tick = half * 1.2;
  const style = `stroke-linecap:butt${width ? `;stroke-width:${width}` : ''}`;
  const shaft = `M${x1} ${y1}L${x2 - c * head * 0.5} ${y2 - s * head * 0.5}`;
  const start = `M${x1 + s * tick} ${y1 - c * tick}L${x1 - s * tick} ${y1 + c * tick}`;
  const arrow = [
    `M${x2} ${y2}`,
    `L${x2 - c * head - s * half} ${y2 - s * head + c * half}`,
    `L${x2 - c * head + s * half} ${y2 - s * head - c * half}Z`,
  ].join('');
  const line = { d: open ? shaft : shaft + start, class: `data ${stroke}`, style };
  return length > 3 ? [line, { d: arrow, class: fill }] : [line];
}
