import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import { type IterateRead, iteratesOf, modelAt, type Seen } from './update.ts';

/** A plot within the figure, in px. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Conjugate gradient on the left, the line search on the right; one above the other where it is narrow. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  /** What is left of ĝ above; below, where there is room, what a step along each x is worth. */
  readonly cg: Box & {
    readonly i: ScaleLinear<number, number>;
    readonly residual: ScaleLogarithmic<number, number>;
    readonly worth: ScaleLinear<number, number> | null;
  };
  readonly iterates: readonly IterateRead[];
  /** KL above, the surrogate below, over the part of the step. */
  readonly search: Box & {
    readonly middle: number;
    readonly part: ScaleLinear<number, number>;
    readonly kl: ScaleLinear<number, number>;
    readonly gain: ScaleLinear<number, number>;
  };
}

/** Axes while there is nothing to show. */
const EMPTY = { iterations: 10, residual: 1e-3, kl: 0.02, gain: 0.05 } as const;

export function layoutOf({ width, height, u, em }: Frame, seen: Seen | null): Layout {
  const narrow = width < 420 * u;
  const head = em * 3.4;
  const foot = height - em * 3;
  const edge = 44 * u;
  const split = width * 0.44;
  const half = head + (foot - head) * 0.36;
  const cg: Box = narrow
    ? { left: edge, right: width - 10 * u, top: head, bottom: half }
    : { left: edge, right: split - 20 * u, top: head, bottom: foot };
  const search: Box = narrow
    ? { left: edge, right: width - 10 * u, top: half + em * 5, bottom: foot }
    : { left: split + edge * 0.8, right: width - 10 * u, top: head, bottom: foot };
  const middle = search.top + (search.bottom - search.top) * 0.52;
  const twoRows = !narrow && foot - head > em * 17;

  const iterates = seen ? iteratesOf(seen.conjugateGradient) : [];
  const left = iterates.map(({ residual }) => residual).filter((r) => r > 0);
  const [least, most] = [Math.min(...left, 0.1), Math.max(...left, 1)];
  const { kls, gains } = heights(seen);
  return {
    u,
    em,
    narrow,
    iterates,
    cg: {
      ...cg,
      i: scaleLinear([0, Math.max(2, iterates.length - 1) || EMPTY.iterations], [cg.left, cg.right]),
      residual: scaleLog(
        [seen ? Math.max(least / 1.3, 1e-12) : EMPTY.residual, most],
        [twoRows ? middle - em * 0.9 : cg.bottom, cg.top],
      ).clamp(true),
      worth: twoRows ? scaleLinear([0, 1.08], [cg.bottom, middle + em * 0.9]) : null,
    },
    search: {
      ...search,
      middle,
      part: scaleLinear([0, 1.08], [search.left, search.right]),
      kl: scaleLinear([0, Math.max(...kls, Number.MIN_VALUE) * 1.08], [middle - em * 0.9, search.top]),
      gain: scaleLinear(
        [Math.min(0, ...gains) * 1.2, Math.max(...gains, Number.MIN_VALUE) * 1.08],
        [search.bottom, middle + em * 0.9],
      ),
    },
  };
}

/** All that the two axes of the line search must hold; what is not a number is left out. */
function heights(seen: Seen | null): { kls: number[]; gains: number[] } {
  if (!seen?.step) return { kls: [EMPTY.kl], gains: [EMPTY.gain] };
  const { step, search } = seen;
  const candidates = (search?.candidates ?? []).filter(({ kl, improvement }) => Number.isFinite(kl + improvement));
  const model = modelAt(step, search?.penalty ?? 0, 1);
  const bound = search && Number.isFinite(search.maxKl) ? [search.maxKl] : [];
  return {
    kls: [model.kl, ...bound, ...candidates.map(({ kl }) => kl)],
    gains: [model.gain, ...candidates.map(({ improvement }) => improvement)],
  };
}
