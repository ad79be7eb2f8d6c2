import { dimensionPaths } from '../../../charts/dimension.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { paths } from '../../../charts/paths.ts';
import type { Bound } from '../quantities.ts';
import type { Layout } from './layout.ts';

/** In two rows over the axis: how far the theorem goes, and how far practice. */
export function drawSteps(svg: SVGSVGElement, { x, u, em, bottom }: Layout, { old, next, practical }: Bound): void {
  const [first, second] = [bottom - em * 2.45, bottom - em * 0.95];
  paths(layer(svg, 'steps'), [
    ...dimensionPaths({ from: [x(old.at), first], to: [x(next), first], stroke: 's-new', fill: 'f-new' }),
    ...dimensionPaths({ from: [x(old.at), second], to: [x(practical), second], stroke: 's-kl', fill: 'f-kl' }),
  ]);
  // beyond the arrows, or behind where they begin if the axis ends too soon
  const ahead = practical >= old.at ? 1 : -1;
  const end = x.range()[ahead > 0 ? 1 : 0]!;
  const room = Math.min(Math.abs(end - x(next)), Math.abs(end - x(practical))) > em * 7.5;
  const words = (at: number, y: number, text: string, cls: string): Label => ({
    x: x(room ? at : old.at) + (room ? ahead : -ahead) * 8 * u,
    y: y + em * 0.35,
    text,
    anchor: room === ahead > 0 ? 'start' : 'end',
    class: `halo ${cls}`,
  });
  labels(layer(svg, 'step-words'), [
    words(next, first, 'the theorem’s step', 't-new'),
    words(practical, second, 'practice’s *δ*', 't-kl'),
  ]);
}
