import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import type { Diagnostics } from '../../engine/run-events.ts';

export interface ClipInput {
  /** The minibatch in sight; null where there is none. */
  readonly batch: NonNullable<Diagnostics['ratios']> | null;
  /** What stands in its place. */
  readonly why: string;
  /** ε as the controls say it; the axes follow it. */
  readonly clipRange: number;
  /** What pointer and keys do at this moment; kept here between redraws. */
  readonly touch: {
    /** ε while its handle is dragged. */
    preview: number | null;
    reading: { sign: 1 | -1; ratio: number } | null;
  };
  readonly onClipRange: (value: number) => void;
}

/** One half of the figure: the samples of one sign of Â. Places in CSS px. */
export interface HalfView {
  readonly sign: 1 | -1;
  /** The ε in sight: the preview, while there is one. */
  readonly clipRange: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where the objective ends and the words begin. */
  readonly middle: number;
  /** The axis. */
  readonly bottom: number;
  readonly narrow: boolean;
  /** Style-sheet suffix of the sign's colour. */
  readonly colour: 'pos' | 'neg';
}

/** Below this ε the axes no longer shrink with it. */
export const LEAST_SPAN = 0.1;

export function halfViews({ width, height, u, em }: Frame, input: ClipInput): readonly HalfView[] {
  const margin = 14 * u;
  const gap = 34 * u;
  const half = (width - gap - margin) / 2;
  const top = em * 2.4 + 8 * u;
  const span = Math.max(LEAST_SPAN, input.clipRange);
  const low = Math.max(0, 1 - 2.5 * span);
  return ([1, -1] as const).map((sign, i) => {
    const left = margin + i * (half + gap);
    const middle = top + (height - top - 46 * u) * 0.5;
    const values = sign > 0 ? [Math.max(-0.1, 1 - 3 * span), 1 + 3 * span] : [-(1 + 3.75 * span), -low];
    return {
      sign,
      clipRange: input.touch.preview ?? input.clipRange,
      x: scaleLinear([low, 1 + 3 * span], [left, left + half]),
      y: scaleLinear(values, [middle, top]),
      left,
      right: left + half,
      top,
      middle,
      bottom: height - 22 * u - em,
      narrow: width < 460 * u,
      colour: sign > 0 ? 'pos' : 'neg',
    };
  });
}
