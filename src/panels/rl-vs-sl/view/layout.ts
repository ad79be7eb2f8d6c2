import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3';
import type { Frame } from '../../../charts/figure.ts';
import { findEnvironment } from '../../../engine/envs/index.ts';
import { STEP_SIZES, UPDATES } from '../spec.ts';
import type { TaskId } from '../tasks.ts';

/** Where things stand, in px: three rows over one axis of updates. Axes never move. */
export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** The foot of the lowest row. */
  readonly bottom: number;
  /** Updates. */
  readonly x: ScaleLinear<number, number>;
  /** Mean return of an update's episodes; those that are worth no axis stand at its foot. */
  readonly returns: ScaleLinear<number, number>;
  /** Nats; n actions have ln n at most. */
  readonly entropy: ScaleLinear<number, number>;
  /** α. */
  readonly step: ScaleLogarithmic<number, number>;
}

export function layoutOf({ width, height, u, em }: Frame, env: TaskId): Layout {
  const { returnRange, action } = findEnvironment(env);
  const narrow = width < 560 * u;
  const left = em * (narrow ? 3.4 : 3.6);
  const right = width - (narrow ? em * 5.2 : em * 12.5);
  const top = em * 2.2;
  const bottom = height - em * 2.8;
  const gap = em * 2.4;
  const room = bottom - top - 2 * gap;
  const firstFoot = top + room * 0.54;
  const secondFoot = firstFoot + gap + room * 0.16;
  return {
    u,
    em,
    narrow,
    left,
    right,
    top,
    bottom,
    x: scaleLinear([0, UPDATES], [left, right]),
    returns: scaleLinear(returnRange, [firstFoot, top]).clamp(true),
    entropy: scaleLinear([0, action.kind === 'discrete' ? Math.log(action.n) : 1], [secondFoot, firstFoot + gap]),
    step: scaleLog(STEP_SIZES, [bottom, secondFoot + gap]),
  };
}
