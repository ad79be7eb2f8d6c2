import { range, type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import { probability } from '../../exact/sigmoid.ts';

/** θ runs over the axis. */
export const AXIS = [-8, 8] as const;

/** Where things stand, in px. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  /** Where the axis of θ ends and words and bars begin. */
  readonly right: number;
  readonly width: number;
  readonly x: ScaleLinear<number, number>;
  /** Probability of action 1. */
  readonly y: ScaleLinear<number, number>;
  /** Baselines of the rows below the curve: the step taken, the steps of KL = δ, the Fisher information. */
  readonly rows: { readonly step: number; readonly kl: number; readonly fisher: number };
}

export function layoutOf({ width, height, u, em }: Frame): Layout {
  const narrow = width < 620 * u;
  const left = (narrow ? 30 : 44) * u;
  const right = width - (narrow ? 98 : 326) * u;
  const foot = height - (narrow ? 180 : 190) * u;
  return {
    u,
    em,
    narrow,
    left,
    right,
    width,
    x: scaleLinear(AXIS, [left, right]),
    // above the top of the curve there is room for a name
    y: scaleLinear([0, 1], [foot, em * 2]),
    rows: { step: foot + 44 * u, kl: foot + 84 * u, fisher: height - 28 * u },
  };
}

/** Points of the sigmoid between two parameters, in px. */
export function curvePoints({ x, y }: Layout, from: number, to: number, pieces = 160): [number, number][] {
  return range(pieces + 1).map((i) => {
    const theta = from + ((to - from) * i) / pieces;
    return [x(theta), y(probability(theta))];
  });
}
