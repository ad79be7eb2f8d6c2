import type { Frame } from '../../charts/figure.ts';
import { byMagnitude } from '../../charts/format.ts';
import { handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { drawConjugateGradient, iterateHandle } from './draw-cg.ts';
import { candidateHandle, drawSearch } from './draw-search.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Seen } from './update.ts';

export interface MicroscopeInput {
  readonly seen: Seen | null;
  /** What stands there while nothing was seen. */
  readonly why: string;
  readonly iteration: number;
  readonly candidate: number;
  readonly onIteration: (i: number) => void;
  readonly onCandidate: (j: number) => void;
}

/** An update from left to right: ĝ and its length, conjugate gradient, the length of the step, the line search. */
export function drawMicroscope(frame: Frame, input: MicroscopeInput): void {
  const { svg, width, height, em } = frame;
  const { seen } = input;
  const layout = layoutOf(frame, seen);
  drawConjugateGradient(layer(svg, 'conjugate-gradient'), layout, input.iteration);
  drawSearch(layer(svg, 'search'), layout, seen, input.candidate);
  labels(layer(svg, 'chain'), [
    { x: layout.cg.left, y: em, text: seen ? chain(seen, layout.narrow) : '', class: 't-ink halo' },
    { x: width / 2, y: emptyAt(layout, height), text: seen ? '' : input.why, anchor: 'middle', class: 'halo' },
  ]);
  handles(layer(svg, 'handles'), [
    ...iterateHandle(layout, input.iteration, input.onIteration),
    ...candidateHandle(layout, seen, input.candidate, input.onCandidate),
  ]);
}

/** In the middle, or of two plots one above the other in the upper one: between them stand words. */
const emptyAt = ({ narrow, cg }: Layout, height: number): number => (narrow ? (cg.top + cg.bottom) / 2 : height / 2);

/** The numbers of lines 3 to 6, in their order. */
function chain({ conjugateGradient: { start, residuals }, step, search }: Seen, narrow: boolean): string {
  const rule = search && !Number.isFinite(search.maxKl) ? '1 / *β*' : '√(2*δ* / *x*ᵀ*Hx*)';
  const parts = [
    `‖*ĝ*‖ ${byMagnitude(Math.sqrt(start))}`,
    ...(narrow ? [] : [`*x* by ${residuals.length} × CG`]),
    ...(step ? [`${rule} ${byMagnitude(step.scale)}`, `‖Δ‖ ${byMagnitude(step.length)}`] : []),
  ];
  return parts.join('  →  ');
}
