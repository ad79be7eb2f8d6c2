import { type ScaleLogarithmic, scaleLog } from 'd3';
import type { Frame } from '../../../charts/figure.ts';

export type Quantity = 'time' | 'memory';

/** Where things stand, in px. Axes never move: neither what is chosen nor what is measured changes them. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Parameters. */
  readonly x: ScaleLogarithmic<number, number>;
  /** Milliseconds or bytes. */
  readonly y: ScaleLogarithmic<number, number>;
}

/** n, from a little less than the smallest policy to the largest one. */
const PARAMETERS = [8, 1e6] as const;

/** A run of the smallest policy, and Cholesky of the largest one as slow machines would have it. */
const RANGE = { time: [1e-3, 1e13], memory: [500, 3e14] } as const;

export function layoutOf({ width, height, u, em }: Frame, quantity: Quantity): Layout {
  const narrow = width < 560 * u;
  const left = em * 5.6;
  const right = width - (narrow ? 12 * u : em * 9.4);
  const top = em * 2.2;
  const bottom = height - em * 2.9;
  return {
    u,
    em,
    narrow,
    left,
    right,
    top,
    bottom,
    x: scaleLog(PARAMETERS, [left, right]),
    y: scaleLog(RANGE[quantity], [bottom, top]),
  };
}

const [SECOND, MINUTE, HOUR, DAY, YEAR] = [1e3, 6e4, 3.6e6, 8.64e7, 3.15576e10];

/** Ticks that a person would choose, and how they are called. */
export const TICKS: Readonly<Record<Quantity, ReadonlyMap<number, string>>> = {
  time: new Map([
    [1e-2, '10 µs'],
    [1, '1 ms'],
    [SECOND, '1 s'],
    [MINUTE, '1 min'],
    [HOUR, '1 h'],
    [DAY, '1 day'],
    [YEAR, '1 year'],
    [100 * YEAR, '100 years'],
  ]),
  memory: new Map([
    [1e3, '1 kB'],
    [1e6, '1 MB'],
    [1e9, '1 GB'],
    [1e12, '1 TB'],
    [1e14, '100 TB'],
  ]),
};
